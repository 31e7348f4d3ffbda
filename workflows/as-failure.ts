/** A refusal as Temporal carries it: its reason as the type, its words for whoever looks at the Temporal UI. */
import { ApplicationFailure } from '@temporalio/workflow';
import { refusalWords } from '../domain/refusal-words.ts';
import type { Refusal } from '../domain/refusals.ts';

export function asFailure({ refusal, ...why }: Refusal): ApplicationFailure {
  const { basis, details } = why;
  const message = [refusalWords[refusal].join('. '), details.join(', '), basis].filter(Boolean).join(' — ');
  const failure = ApplicationFailure.create({ message, type: refusal, nonRetryable: true, details: [why] });
  // a refusal is an answer: where in the code it was given is nobody's business
  failure.stack = '';
  return failure;
}
