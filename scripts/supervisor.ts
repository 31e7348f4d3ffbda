/** Starts the parts of the product stage by stage, starts again what dies, and stops everything in reverse order. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Running {
  /** What a person wants to know about it, in the line that says it is ready. */
  readonly says: string;
  /** Resolves with the reason when it ends by itself; absent for what cannot. */
  readonly ended?: Promise<string>;
  readonly stop: () => Promise<void>;
}

export interface Part {
  readonly name: string;
  /** Resolves when it is ready; may give up when everything is stopped meanwhile. */
  readonly start: (stopping: AbortSignal) => Promise<Running>;
}

const LONGEST_PAUSE_S = 30;

/** A part that is just starting when everything is stopped gets so long, to be stopped like the others. */
const STARTS_WITHIN_MS = 15_000;

/** A part that ran for so long has recovered: the next pause is short again. */
const STEADY_MS = 60_000;

export class Supervisor {
  readonly #stages: readonly (readonly Part[])[];
  readonly #say: (line: string) => void;
  readonly #running = new Map<Part, Running>();
  readonly #starting = new Map<Part, Promise<unknown>>();
  readonly #stopping = new AbortController();
  #stopped: Promise<void> | undefined;

  /** The parts of one stage need nothing of each other and start at the same time. */
  constructor(stages: readonly (readonly Part[])[], say: (line: string) => void) {
    this.#stages = stages;
    this.#say = say;
  }

  /** Rejects with the first failure of a stage; what runs then is for `stop` to stop. */
  async start(): Promise<void> {
    for (const stage of this.#stages) {
      if (this.isStopping) return;
      const results = await Promise.allSettled(stage.map((part) => this.#startFirst(part)));
      const failed = results.find((result) => result.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
    }
  }

  /** One after the other: whoever needs a part has left before it. May be called again. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#stopped ??= this.#stopAll();
    return this.#stopped;
  }

  get isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  async #stopAll(): Promise<void> {
    for (const part of this.#stages.flat().toReversed()) {
      const started = this.#starting.get(part)?.catch(() => undefined);
      await Promise.race([started, sleep(STARTS_WITHIN_MS, undefined, { ref: false })]);
      await this.#running
        .get(part)
        ?.stop()
        .catch((error: unknown) => this.#say(`${part.name}: ${reasonOf(error)}`));
    }
  }

  async #startFirst(part: Part): Promise<void> {
    const began = performance.now();
    const running = await this.#startPart(part);
    const seconds = ((performance.now() - began) / 1_000).toFixed(1).padStart(5);
    this.#say(`${seconds} s  ${part.name.padEnd(20)}${running.says}`);
    void this.#keep(part, running);
  }

  async #startPart(part: Part): Promise<Running> {
    const starting = part.start(this.#stopping.signal);
    this.#starting.set(part, starting);
    const running = await starting;
    this.#running.set(part, running);
    return running;
  }

  async #keep(part: Part, first: Running): Promise<void> {
    let running = first;
    let failures = 0;
    while (running.ended !== undefined) {
      const began = Date.now();
      const reason = await running.ended;
      if (this.isStopping) return;
      failures = Date.now() - began > STEADY_MS ? 0 : failures;
      const again = await this.#startAgain(part, reason, failures);
      if (again === undefined) return;
      running = again;
      failures += 1;
    }
  }

  async #startAgain(part: Part, why: string, failuresBefore: number): Promise<Running | undefined> {
    let reason = why;
    for (let failures = failuresBefore; !this.isStopping; failures += 1) {
      const pause = Math.min(2 ** failures, LONGEST_PAUSE_S);
      this.#say(`${part.name} ended (${reason}) and is started again in ${pause} s`);
      await sleep(pause * 1_000);
      if (this.isStopping) return undefined;
      try {
        const running = await this.#startPart(part);
        this.#say(`${part.name} is back`);
        return running;
      } catch (error) {
        reason = reasonOf(error);
      }
    }
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
