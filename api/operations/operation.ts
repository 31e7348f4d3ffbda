/** What one operation is, and what several share: the number in the address, page sizes, the problems everybody may meet. */
import { z } from 'zod';
import type { ProblemCode } from '../problem-codes.ts';

export type Operation = {
  method: 'get' | 'post';
  /** As in OpenAPI: parameters in braces. */
  path: string;
  summary: string;
  about: 'Маршруты' | 'Мои дела' | 'Положения' | 'Песочница' | 'Служба';
  /** Asked for a token? */
  open?: true;
  /** Asked for an Idempotency-Key? */
  keyed?: true;
  ifMatch?: true;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  answer: { status: number; description: string; schema: z.ZodType; type?: string };
  problems: ProblemCode[];
};

export const IomNumber = z.object({
  id: z
    .string()
    .regex(/^[A-Z]{3}-[0-9]{4}-[0-9]{6}$/)
    .meta({ description: 'Номер маршрута', example: 'BSH-2026-000001' }),
});
export const limit = z.coerce.number().int().min(1).max(100).default(50).describe('Сколько строк, не больше 100');
export const reading: ProblemCode[] = [
  'unauthenticated',
  'tokenExpired',
  'notFound',
  'notAcceptable',
  'methodNotAllowed',
  'databaseAway',
  'unexpected',
];
export const writing: ProblemCode[] = [
  ...reading,
  'keyMissing',
  'malformed',
  'notJson',
  'tooDeep',
  'bodyTooLarge',
  'actTooLarge',
  'unsupportedMediaType',
  'outcomeUnknown',
  'notSent',
];
