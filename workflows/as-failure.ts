/** A refusal as Temporal carries it to whoever sent the update; api/temporal-errors.ts reads it back. */
import { ApplicationFailure } from '@temporalio/workflow';
import type { Refusal } from '../domain/refusals.ts';

export function asFailure({ refusal, ...why }: Refusal): ApplicationFailure {
  return ApplicationFailure.create({ message: refusal, type: refusal, nonRetryable: true, details: [why] });
}
