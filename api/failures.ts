/** What became of a request that no handler answered: one place, one shape, no stack traces. */
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { isDatabaseAway } from './database-away.ts';
import { answerProblem, Problem } from './problems.ts';

export function refuseMethod(allowed: readonly string[]): RequestHandler {
  const headers = { Allow: allowed.join(', ') };
  return (req, res) => {
    if (req.method === 'OPTIONS') res.status(204).set(headers).end();
    else answerProblem(req, res, new Problem('methodNotAllowed', { headers }));
  };
}

export const answerUnknown: RequestHandler = (req, res) => answerProblem(req, res, new Problem('notFound'));

/** Express knows an error handler by its four parameters. */
export const answerFailure: ErrorRequestHandler = (error: unknown, req: Request, res: Response, _next) => {
  const problem = problemOf(error);
  const beneath = problem === error ? problem.cause : error;
  if (beneath || problem.code === 'proofInvalid') res.err = (beneath ?? error) as Error;
  if (res.headersSent) {
    res.destroy();
    return;
  }
  answerProblem(req, res, problem);
};

/** Whoever has sent an act by then says `outcomeUnknown` instead (send-act.ts). Express itself throws what it cannot decode in an address, with a status below 500: such an address leads nowhere. */
function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isDatabaseAway(error)) return new Problem('databaseAway', { headers: { 'Retry-After': '5' } });
  const status = (error as { status?: unknown } | null)?.status;
  const isOfTheCaller = typeof status === 'number' && status >= 400 && status < 500;
  return new Problem(isOfTheCaller ? 'notFound' : 'unexpected');
}
