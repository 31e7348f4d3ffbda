/** Problems as RFC 9457 documents, in Russian or English: what is wrong, where in the body, by which clause. */
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Refusal, RefusalReason } from '../domain/refusals.ts';
import type { ProblemCode } from './problem-codes.ts';
import { placeOfRefusal, problemCodes, statusOf } from './problem-codes.ts';
import type { Language } from './problem-words.ts';
import { wordsOf } from './problem-words.ts';

const Place = z.object({
  pointer: z.string().optional().describe('JSON Pointer в теле запроса'),
  parameter: z.string().optional().describe('Параметр адреса или заголовок'),
  message: z.string(),
});
export type Place = z.infer<typeof Place>;

export const Clause = z
  .object({ basis: z.enum(['source', 'default']), clause: z.string() })
  .describe('Пункт акта: source — так сказано в акте, default — акт молчит, предложено нами');

export const MovedOnBy = z
  .object({ role: z.string(), initials: z.string(), at: z.iso.datetime() })
  .describe('Кто успел раньше');
export type MovedOnBy = z.infer<typeof MovedOnBy>;

export const ProblemDocument = z
  .object({
    type: z.string().describe('Постоянный адрес вида /problems/<code>'),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.enum(problemCodes as [ProblemCode, ...ProblemCode[]]),
    clause: Clause.optional(),
    details: z.array(z.string()).optional(),
    errors: z.array(Place).optional(),
    movedOnBy: MovedOnBy.optional(),
    operation: z.string().optional().describe('Где узнать исход действия'),
    traceId: z.string(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457, application/problem+json' });
export type ProblemDocument = z.infer<typeof ProblemDocument>;

type More = {
  basis?: string | undefined;
  details?: string[];
  errors?: Place[];
  movedOnBy?: MovedOnBy | undefined;
  operation?: string;
  headers?: Record<string, string>;
  /** What went wrong beneath, for the log. */
  cause?: unknown;
};

/** Thrown anywhere in the API; answered in one place. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly more: More;
  constructor(code: ProblemCode, more: More = {}) {
    super(code, { cause: more.cause });
    this.code = code;
    this.more = more;
  }
}

export function refused({ refusal, basis, details }: Refusal, more: Pick<More, 'movedOnBy'> = {}): Problem {
  return new Problem(refusal, { basis, details, ...more });
}

/** `in` says where the faulty value came from: a body has pointers, the rest has names. */
export function malformed(error: z.ZodError, source: 'body' | 'parameter' = 'body'): Problem {
  return new Problem('malformed', { errors: error.issues.flatMap((issue) => placesOf(issue, source)) });
}

function placesOf(issue: z.core.$ZodIssue, source: 'body' | 'parameter'): Place[] {
  const keys = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
  return keys.map((key) => {
    const path = key === undefined ? issue.path : [...issue.path, key];
    return {
      ...(source === 'body' ? { pointer: pointerTo(path) } : { parameter: path.join('.') }),
      message: issue.message,
    };
  });
}

function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

export function languageOf(req: Request): Language {
  return req.acceptsLanguages('ru', 'en') === 'en' ? 'en' : 'ru';
}

/** Enough to mend a request by; a body of nothing but errors shall not be answered with a larger one. */
const mostErrors = 50;

export function documentOf(req: Request, { code, more }: Problem): ProblemDocument {
  const [title, sentence] = wordsOf(languageOf(req), code);
  const details = more.details ?? [];
  const clause = clauseOf(more.basis);
  const errors = more.errors ?? placesOfRefusal(code, details, sentence);
  return {
    type: `/problems/${code}`,
    title,
    status: statusOf[code],
    detail: details.length > 0 ? `${sentence} (${details.join(', ')})` : sentence,
    instance: req.originalUrl.split('?')[0] ?? '',
    code,
    ...(clause && { clause }),
    ...(details.length > 0 && { details }),
    ...(errors.length > 0 && { errors: errors.slice(0, mostErrors) }),
    ...(more.movedOnBy && { movedOnBy: more.movedOnBy }),
    ...(more.operation && { operation: more.operation }),
    traceId: traceOf(req),
  };
}

/** "source §2-II" as its two parts. */
export function clauseOf(basis: string | undefined): ProblemDocument['clause'] {
  const [, origin, clause] = /^(source|default) (.+)$/.exec(basis ?? '') ?? [];
  return origin && clause ? { basis: origin as 'source' | 'default', clause } : undefined;
}

function placesOfRefusal(code: ProblemCode, details: string[], message: string): Place[] {
  const place = placeOfRefusal[code as RefusalReason];
  if (!place) return [];
  const pointers = new Set((details.length > 0 ? details : ['']).map(place));
  return [...pointers].map((pointer) => ({ pointer, message }));
}

export function answerProblem(req: Request, res: Response, problem: Problem): void {
  const document = documentOf(req, problem);
  res.status(document.status).set(problem.more.headers ?? {});
  if (document.status === 401) res.set('WWW-Authenticate', 'Bearer');
  res.set('Content-Language', languageOf(req)).type('application/problem+json').send(JSON.stringify(document));
}

function traceOf({ id }: Request): string {
  return typeof id === 'string' ? id : '';
}
