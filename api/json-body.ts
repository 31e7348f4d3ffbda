/** Reading a body: JSON of at most 1 MiB, nested at most 32 deep, and nothing else. */
import express from 'express';
import type { NextFunction, Request, Response } from 'express';
import type { ProblemCode } from './problem-codes.ts';
import { Problem } from './problems.ts';

const deepest = 32;
const parse = express.json({ limit: '1mb', verify: (_req, _res, bytes) => refuseDeep(bytes) });

export function readBody(req: Request, res: Response, next: NextFunction): void {
  if (!req.is('application/json')) throw new Problem('unsupportedMediaType');
  parse(req, res, (error?: unknown) => next(error === undefined ? undefined : asProblem(error)));
}

/** Looked at before parsing, on the bytes: brackets count outside of strings only. */
export function refuseDeep(bytes: Uint8Array): void {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === quote) inString = !inString;
    else if (inString && byte === backslash) at += 1;
    else if (!inString && (byte === brace || byte === bracket)) depth += 1;
    else if (!inString && (byte === brace + 2 || byte === bracket + 2)) depth -= 1;
    if (depth > deepest) throw new Problem('tooDeep', { details: [String(deepest)] });
  }
}
const [quote, backslash, brace, bracket] = [0x22, 0x5c, 0x7b, 0x5b];

const problemOfType: Record<string, ProblemCode> = {
  'entity.too.large': 'bodyTooLarge',
  'encoding.unsupported': 'unsupportedMediaType',
  'charset.unsupported': 'unsupportedMediaType',
  'entity.parse.failed': 'notJson',
  'request.size.invalid': 'notJson',
  'request.aborted': 'notJson',
};

function asProblem(error: unknown): unknown {
  if (error instanceof Problem) return error;
  const { type = '', status = 0 } = error as { type?: string; status?: number };
  const code = problemOfType[type] ?? (status >= 400 && status < 500 ? 'notJson' : undefined);
  return code ? new Problem(code) : error;
}
