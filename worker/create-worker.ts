/** One worker per namespace, all of one process: the same code, the same activities, the region's own queue. */
import { Worker } from '@temporalio/worker';
import type { WorkerOptions, NativeConnection } from '@temporalio/worker';
import type { createActivities } from '../activities/activities.ts';
import { taskQueue } from '../workflows/messages.ts';

export type WorkerParts = {
  connection: NativeConnection;
  namespace: string;
  workflowBundle: NonNullable<WorkerOptions['workflowBundle']>;
  activities: ReturnType<typeof createActivities>;
  interceptors?: WorkerOptions['interceptors'];
};

export function createWorker({
  connection,
  namespace,
  workflowBundle,
  activities,
  interceptors,
}: WorkerParts): Promise<Worker> {
  return Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowBundle,
    activities,
    maxCachedWorkflows: 2_000,
    shutdownGraceTime: '15s',
    shutdownForceTime: '20s',
    ...(interceptors && { interceptors }),
  });
}
