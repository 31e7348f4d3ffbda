/** What became of a request that no handler answered: one place, one shape, no stack traces. */
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
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
  if (problem.code === 'unexpected' || problem.code === 'proofInvalid') res.err = error as Error;
  if (res.headersSent) {
    res.destroy();
    return;
  }
  answerProblem(req, res, problem);
};

/** Express itself throws what it cannot decode in an address, with a status below 500: such an address leads nowhere. */
function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const status = (error as { status?: unknown } | null)?.status;
  const isOfTheCaller = typeof status === 'number' && status >= 400 && status < 500;
  return new Problem(isOfTheCaller ? 'notFound' : 'unexpected');
}
