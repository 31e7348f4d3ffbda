/** What a test of workflows uses: a client, a worker with a task queue of its own, and a clock that can be moved. */
import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import type { WorkflowHandle } from '@temporalio/client';
import type { Duration } from '@temporalio/common';
import { msToNumber } from '@temporalio/common/lib/time.js';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { WorkerOptions } from '@temporalio/worker';
import { fastForward as skip } from '../../api/fast-forward.ts';

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

/** Moves the workflow's own clock ahead, as the sandbox does. Follows continue-as-new when the handle names no run. */
export async function fastForward(client: Client, handle: WorkflowHandle, by: Duration): Promise<'reached' | 'ended'> {
  return (await skip(client, handle.workflowId, msToNumber(by))) ? 'reached' : 'ended';
}
