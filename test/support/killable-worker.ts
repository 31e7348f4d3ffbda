/** The product's worker as a process of its own, which can be stopped at a named point of an act and killed there. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { CrashPoint, WorkerSettings } from '../crash/crash-point.ts';

export class KillableWorker {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Resolves when it polls. */
  static async start(settings: WorkerSettings): Promise<KillableWorker> {
    const child = fork('test/crash/stopping-worker.ts', [JSON.stringify(settings)], { stdio: 'inherit' });
    await said(child, 'ready');
    return new KillableWorker(child);
  }

  /** From now on the next act of a person stands still there; the promise resolves when one does. */
  arm(point: CrashPoint): Promise<void> {
    this.#child.send(point);
    return said(this.#child, 'reached');
  }
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }
  /** In order: what is under way is finished. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill(signal);
    await ended;
  }
}

function said(child: ChildProcess, what: 'ready' | 'reached'): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const listen = (message: unknown): void => {
    if (typeof message === 'object' && message !== null && what in message) finish(resolve);
  };
  const leave = (code: number | null, signal: string | null): void =>
    finish(() => reject(new Error(`the worker left before it said "${what}": ${signal ?? code}`)));
  function finish(settle: () => void): void {
    child.off('message', listen).off('exit', leave);
    settle();
  }
  child.on('message', listen).on('exit', leave);
  return promise;
}
