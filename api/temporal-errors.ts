/**
 * What an update that did not succeed means. Exhaustive: whatever is not known to be a refusal, or to have found no
 * run, may still be carried out, and is said to be unknown.
 */
import {
  isGrpcServiceError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Refusal, RefusalReason } from '../domain/refusals.ts';
import { refusalReasons } from '../domain/refusals.ts';

/** `gone`: the run ended, went on as another one or dropped the message before it answered; the row says which. */
export type Unsuccessful = { is: 'refused'; refusal: Refusal } | { is: 'gone' } | { is: 'unknown' };

/** Type of the failure the server itself gives when a run completes with an update under way. */
const cutByTheEnd = 'AcceptedUpdateCompletedWorkflow';
/** No such run; or, as a failed precondition, a task of the run failed, as one does that would end it while a signal comes. */
const grpcGone: readonly (number | undefined)[] = [5, 9];

export function meaningOf(error: unknown): Unsuccessful {
  if (error instanceof WorkflowUpdateFailedError) return meaningOfFailure(error.cause);
  if (error instanceof WorkflowNotFoundError || error instanceof WorkflowExecutionAlreadyStartedError)
    return { is: 'gone' };
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return { is: 'unknown' };
  const cause = error instanceof Error ? error.cause : undefined;
  const code: number | undefined = isGrpcServiceError(cause) ? cause.code : undefined;
  return grpcGone.includes(code) ? { is: 'gone' } : { is: 'unknown' };
}

function meaningOfFailure(cause: Error | undefined): Unsuccessful {
  if (!(cause instanceof ApplicationFailure)) return { is: 'unknown' };
  if (cause.type === cutByTheEnd) return { is: 'gone' };
  if (!isReason(cause.type)) return { is: 'unknown' };
  const { basis, details = [] } = (cause.details?.[0] ?? {}) as Partial<Refusal>;
  return { is: 'refused', refusal: { refusal: cause.type, ...(basis && { basis }), details } };
}

function isReason(type: string | null | undefined): type is RefusalReason {
  return (refusalReasons as readonly string[]).includes(type ?? '');
}
