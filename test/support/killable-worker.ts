/** The product's worker as a process of its own, whose acts can be stopped at named points and killed there. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Armed, WorkerSettings } from '../crash/crash-point.ts';

type Message = { ready?: true; armed?: true; reached?: string };
/** Longer than Temporal gives a workflow task to a worker that is gone. */
const patience = 60_000;

export class KillableWorker {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Resolves when it polls. */
  static async start(settings: WorkerSettings): Promise<KillableWorker> {
    const child = fork('test/crash/stopping-worker.ts', [JSON.stringify(settings)], { stdio: 'inherit' });
    await said(child, ({ ready }) => ready === true, 'ready');
    return new KillableWorker(child);
  }

  /** From now on these acts stand still where they are told to; `reached` resolves when all of them do. */
  async arm(points: Armed): Promise<{ reached: Promise<void> }> {
    const left = new Set(Object.keys(points));
    const standing = ({ reached = '' }: Message): boolean => left.delete(reached) && left.size === 0;
    const reached = said(this.#child, standing, 'reached');
    const understood = said(this.#child, ({ armed }) => armed === true, 'armed');
    this.#child.send(points);
    await understood;
    return { reached };
  }
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }
  /** In order: what is under way is finished. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill(signal);
    await ended;
  }
}

function said(child: ChildProcess, isIt: (message: Message) => boolean, what: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const tooLate = setTimeout(() => finish(() => reject(new Error(`the worker has not said "${what}"`))), patience);
  const listen = (message: unknown): void => {
    if (isIt(message as Message)) finish(resolve);
  };
  const leave = (code: number | null, signal: string | null): void =>
    finish(() => reject(new Error(`the worker left before it said "${what}": ${signal ?? code}`)));
  function finish(settle: () => void): void {
    clearTimeout(tooLate);
    child.off('message', listen).off('exit', leave);
    settle();
  }
  child.on('message', listen).on('exit', leave);
  return promise;
}
