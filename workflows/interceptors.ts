/**
 * A signal that cannot be read, or that bears a name Temporal keeps for itself, makes the SDK fail the task, at every
 * attempt, until somebody resets the run. Here it loses its content or its name, so that it is refused and noted like any
 * other. An update of that kind is rejected by the SDK itself.
 */
import { defaultPayloadConverter } from '@temporalio/common';
import type { Payload } from '@temporalio/common';
import type { WorkflowInterceptors } from '@temporalio/workflow';

export function interceptors(): WorkflowInterceptors {
  return {
    internals: [
      {
        activate(input, next) {
          for (const { signalWorkflow: signal } of input.activation.jobs ?? []) {
            if (!signal) continue;
            if (signal.signalName?.startsWith('__temporal_')) signal.signalName = 'reservedName';
            if (!signal.input?.every(isReadable)) signal.input = [];
          }
          next(input);
        },
      },
    ],
  };
}

function isReadable(payload: Payload): boolean {
  try {
    defaultPayloadConverter.fromPayload(payload);
    return true;
  } catch {
    return false;
  }
}
