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
  /** Resolves when it is ready. */
  readonly start: () => Promise<Running>;
}

const LONGEST_PAUSE_S = 30;

/** A part that ran for so long has recovered: the next pause is short again. */
const STEADY_MS = 60_000;

export class Supervisor {
  readonly #stages: readonly (readonly Part[])[];
  readonly #say: (line: string) => void;
  readonly #running = new Map<Part, Running>();
  #stopping = false;

  /** The parts of one stage need nothing of each other and start at the same time. */
  constructor(stages: readonly (readonly Part[])[], say: (line: string) => void) {
    this.#stages = stages;
    this.#say = say;
  }

  /** Rejects with the first failure of a stage; what runs then is for `stop` to stop. */
  async start(): Promise<void> {
    for (const stage of this.#stages) {
      if (this.#stopping) return;
      const results = await Promise.allSettled(stage.map((part) => this.#startFirst(part)));
      const failed = results.find((result) => result.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    for (const stage of this.#stages.toReversed()) {
      await Promise.allSettled(stage.map(async (part) => this.#running.get(part)?.stop()));
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
    const running = await part.start();
    this.#running.set(part, running);
    if (this.#stopping) await running.stop();
    return running;
  }

  async #keep(part: Part, first: Running): Promise<void> {
    let running = first;
    let failures = 0;
    while (running.ended !== undefined) {
      const began = Date.now();
      const reason = await running.ended;
      if (this.#stopping) return;
      failures = Date.now() - began > STEADY_MS ? 0 : failures;
      const again = await this.#startAgain(part, reason, failures);
      if (again === undefined) return;
      running = again;
      failures += 1;
    }
  }

  async #startAgain(part: Part, why: string, failuresBefore: number): Promise<Running | undefined> {
    let reason = why;
    for (let failures = failuresBefore; !this.#stopping; failures += 1) {
      const pause = Math.min(2 ** failures, LONGEST_PAUSE_S);
      this.#say(`${part.name} ended (${reason}) and is started again in ${pause} s`);
      await sleep(pause * 1_000);
      if (this.#stopping) return undefined;
      try {
        const running = await this.#startPart(part);
        this.#say(`${part.name} is back`);
        return running;
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
      }
    }
    return undefined;
  }
}
