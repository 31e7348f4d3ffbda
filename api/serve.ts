/** From Express to a handler and back: who calls, what was sent, what is answered. The same steps for every operation. */
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { OperationId } from '../domain/permissions.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import { readBody } from './json-body.ts';
import type { Operation } from './operations/operation.ts';
import { operationOf } from './operations/operations.ts';
import { languageOf, malformed, Problem } from './problems.ts';
import type { Call, Caller, Handler, Reply } from './request.ts';
import { callerOf } from './tokens.ts';

export type ServeParts = { prisma: PrismaClient; clock: () => Date };

export function serve(id: OperationId, handler: Handler, parts: ServeParts): RequestHandler[] {
  const operation = operationOf(id);
  const callers = new WeakMap<Request, Caller>();
  return [
    name,
    ...(operation.open ? [] : [authenticate]),
    acceptable,
    ...(operation.body ? [readBody] : []),
    async (req, res) => answer(res, await handler(callOf(req, operation, callers.get(req)))),
  ];

  function name(req: Request, _res: Response, next: NextFunction): void {
    req.operationId = id;
    next();
  }
  async function authenticate(req: Request, _res: Response, next: NextFunction): Promise<void> {
    callers.set(req, await callerOf(parts.prisma, req.get('authorization'), parts.clock()));
    next();
  }
  function acceptable(req: Request, _res: Response, next: NextFunction): void {
    const type = operation.answer.type ?? 'application/json';
    if (!req.accepts(type) && !req.accepts('application/problem+json')) throw new Problem('notAcceptable');
    next();
  }
}

const nobody: Caller = { id: '', region: '', dismissed: false, holdings: [] };

function callOf(req: Request, operation: Operation, caller: Caller | undefined): Call {
  return {
    caller: caller ?? nobody,
    params: paramsOf(req, operation),
    query: operation.query ? parsed(operation.query, req.query, 'parameter') : {},
    key: operation.keyed ? keyOf(req) : '',
    ifRevision: operation.ifMatch ? revisionIn(req.get('if-match')) : undefined,
    body: operation.body ? parsed(operation.body, req.body, 'body') : undefined,
    language: languageOf(req),
  };
}

/** An address that cannot be right leads nowhere, like one that is not. */
function paramsOf(req: Request, { params }: Operation): Record<string, string> {
  const read = params?.safeParse(req.params);
  if (read && !read.success) throw new Problem('notFound');
  return (read?.data ?? {}) as Record<string, string>;
}

function parsed<T>(schema: z.ZodType<T>, value: unknown, source: 'body' | 'parameter'): T {
  const read = schema.safeParse(value);
  if (!read.success) throw malformed(read.error, source);
  return read.data;
}

function keyOf(req: Request): string {
  const key = z.uuid().safeParse(req.get('idempotency-key'));
  if (!key.success) throw new Problem('keyMissing', { errors: [{ parameter: 'Idempotency-Key', message: 'UUID' }] });
  return key.data.toLowerCase();
}

/** Tags begin with the number of the last act of a person. Another tag was never given out, so it does not match. */
function revisionIn(header: string | undefined): number | undefined {
  if (header === undefined || header === '*') return undefined;
  const [, revision] = /^"([0-9]{1,9})(?:\.[0-9]+)?"$/.exec(header) ?? [];
  if (!revision) throw new Problem('staleRevision', { errors: [{ parameter: 'If-Match', message: 'ETag' }] });
  return Number(revision);
}

function answer(res: Response, { status = 200, body, etag, headers = {} }: Reply): void {
  res.status(status).set(headers).vary('Accept-Language').set('Cache-Control', 'no-store');
  if (etag) res.set('ETag', etag).set('Cache-Control', 'private, no-cache');
  if (typeof body === 'string') res.send(body);
  else res.type('application/json').send(JSON.stringify(body));
}
