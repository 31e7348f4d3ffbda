/** What a test of workflows uses: a client, a worker with a task queue of its own, and a clock that can be moved. */
import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import type { WorkflowHandle } from '@temporalio/client';
import type { Duration } from '@temporalio/common';
import { msToTs } from '@temporalio/common/lib/time.js';
import proto from '@temporalio/proto';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { WorkerOptions } from '@temporalio/worker';

const Result = proto.temporal.api.enums.v1.FastForwardPollingResult;
const ENDED = 'the execution ended before the fast-forward completed';

export interface LabOptions {
  readonly activities: object;
  readonly namespace?: string;
  /** Of a server of one's own; the run's when absent. */
  readonly address?: string;
  /** What else the worker is to be made with. */
  readonly worker?: Partial<WorkerOptions>;
}

export interface Lab {
  readonly client: Client;
  readonly taskQueue: string;
  readonly namespace: string;
  readonly address: string;
  readonly close: () => Promise<void>;
}

export async function openLab({ activities, namespace = 'iom-ru-tst', worker, ...where }: LabOptions): Promise<Lab> {
  const address = where.address ?? process.env['TEST_TEMPORAL_ADDRESS'] ?? '';
  const taskQueue = `lab-${randomUUID()}`;
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const [connection, native] = await Promise.all([
    Connection.connect({ address }),
    NativeConnection.connect({ address }),
  ]);
  const running = await Worker.create({
    connection: native,
    namespace,
    taskQueue,
    workflowBundle: { codePath: process.env['TEST_WORKFLOW_BUNDLE'] ?? '' },
    activities,
    maxCachedWorkflows: 1_000,
    ...worker,
  });
  const ended = running.run();
  return {
    client: new Client({ connection, namespace }),
    taskQueue,
    namespace,
    address,
    async close() {
      running.shutdown();
      await ended;
      await native.close();
      await connection.close();
    },
  };
}

/**
 * Moves the workflow's own clock ahead by `by`: every timer that falls due on the way fires at its moment. Resolves when
 * the clock stands there, or with 'ended' when the workflow ended before. A timer due at the very target may still be at
 * work: ask by a query, which waits. Follows continue-as-new when the handle names no run.
 */
export async function fastForward(client: Client, handle: WorkflowHandle, by: Duration): Promise<'reached' | 'ended'> {
  const { workflowService } = client.connection;
  const where = { namespace: client.options.namespace, workflowExecution: { workflowId: handle.workflowId } };
  const fastForwardId = randomUUID();
  const fastForwardConfig = { id: fastForwardId, duration: msToTs(by) };
  await workflowService.updateWorkflowExecutionOptions({
    ...where,
    workflowExecutionOptions: { timeSkippingConfig: { enabled: true, fastForwardConfig } },
    updateMask: { paths: ['time_skipping_config'] },
  });
  for (;;) {
    const polled = await client.connection.withDeadline(Date.now() + 60_000, async () =>
      workflowService.pollWorkflowExecutionTimeSkipping({ ...where, fastForwardId }),
    );
    const result = polled.fastForwardPollingResult;
    if (result === Result.FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_COMPLETED) return 'reached';
    if (polled.failedReason === ENDED) return 'ended';
    if (result === Result.FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_FAILED) {
      throw new Error(`fast-forward of ${handle.workflowId}: ${polled.failedReason}`);
    }
  }
}
