/**
 * A worker that goes on whatever happens around it: a server that is away is waited for, a worker that fails is made
 * anew. Nothing ends it but `stopping`; acts under way are finished then.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from '@temporalio/worker';

const longestPause = 10_000;

export type Conducted = {
  create: () => Promise<Worker>;
  stopping: AbortSignal;
  report: (message: string) => void;
  /** Called each time a worker begins to take work. */
  begun: () => void;
};

export async function conduct({ create, stopping, report, begun }: Conducted): Promise<void> {
  while (!stopping.aborted) {
    try {
      const worker = await untilItWorks(create, stopping, report);
      if (!worker) return;
      begun();
      await runUntilStopped(worker, stopping);
    } catch (error) {
      report(`the worker failed and is made anew: ${saidBy(error)}`);
      await pause(1_000, stopping);
    }
  }
}

/** Nothing when it was told to stop before it worked. */
export async function untilItWorks<T>(
  work: () => Promise<T>,
  stopping: AbortSignal,
  report: (message: string) => void,
): Promise<T | undefined> {
  for (let wait = 500; !stopping.aborted; wait = Math.min(wait * 2, longestPause)) {
    try {
      return await work();
    } catch (error) {
      report(`tried again in ${wait / 1000} s: ${saidBy(error)}`);
      await pause(wait, stopping);
    }
  }
  return undefined;
}

async function runUntilStopped(worker: Worker, stopping: AbortSignal): Promise<void> {
  function shutDown(): void {
    if (worker.getState() === 'RUNNING') worker.shutdown();
  }
  stopping.addEventListener('abort', shutDown);
  const running = worker.run();
  if (stopping.aborted) shutDown();
  await running.finally(() => stopping.removeEventListener('abort', shutDown));
}

async function pause(milliseconds: number, stopping: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal: stopping }).catch(() => undefined);
}

function saidBy(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
