/**
 * Moves one route's clock ahead, by the server's own time skipping: every moment on the way happens at its time. In the
 * sandbox only; no other server has it switched on.
 */
import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import proto from '@temporalio/proto';

const Result = proto.temporal.api.enums.v1.FastForwardPollingResult;
const ended = 'the execution ended before the fast-forward completed';
const patience = 60_000;

/** False when the route ended before its clock got there. */
export async function fastForward(client: Client, workflowId: string, milliseconds: number): Promise<boolean> {
  const { workflowService } = client.connection;
  const where = { namespace: client.options.namespace, workflowExecution: { workflowId } };
  const fastForwardId = randomUUID();
  const fastForwardConfig = { id: fastForwardId, duration: msToTs(milliseconds) };
  await workflowService.updateWorkflowExecutionOptions({
    ...where,
    workflowExecutionOptions: { timeSkippingConfig: { enabled: true, fastForwardConfig } },
    updateMask: { paths: ['time_skipping_config'] },
  });
  for (;;) {
    const polled = await client.connection.withDeadline(Date.now() + patience, async () =>
      workflowService.pollWorkflowExecutionTimeSkipping({ ...where, fastForwardId }),
    );
    const result = polled.fastForwardPollingResult;
    if (result === Result.FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_COMPLETED) return true;
    if (polled.failedReason === ended) return false;
    if (result === Result.FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_FAILED) {
      throw new Error(`fast-forward of ${workflowId}: ${polled.failedReason}`);
    }
  }
}
