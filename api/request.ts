/** What a handler is given and what it gives back: Express stays outside. */
import type { OperationId } from '../domain/permissions.ts';
import type { Holding } from '../domain/standing.ts';
import type { Language } from './problem-words.ts';

/** Who calls, as the database knows him or her at this moment. */
export type Caller = { id: string; region: string; dismissed: boolean; holdings: Holding[] };

export type Call = {
  caller: Caller;
  params: Record<string, string>;
  query: Record<string, unknown>;
  body: unknown;
  /** Idempotency-Key; there for every operation that asks for one. */
  key: string;
  /** The revision named in If-Match; `undefined` without one. */
  ifRevision: number | undefined;
  language: Language;
};

export type Reply = { status?: number; body: unknown; etag?: string; headers?: Record<string, string> };
export type Handler = (call: Call) => Promise<Reply>;

declare global {
  namespace Express {
    interface Request {
      operationId?: OperationId;
    }
  }
}
