/**
 * People whose every act is cut short: it is let run to a named point, the worker (or the worker and Temporal) is killed
 * there, and while nobody is there somebody else acts, too. Lanes of one group are killed at the same instant.
 */
import { randomUUID } from 'node:crypto';
import type { Answer, Asked, Caller } from '../../scripts/api-client.ts';
import { BashkortostanLife } from '../../scripts/bashkortostan-life.ts';
import type { KillableWorker } from '../support/killable-worker.ts';
import type { Service } from '../support/service.ts';
import type { CrashPoint } from './crash-point.ts';

/** What is killed beside the workers; comes back with everything it had. */
export type Killable = { kill: () => Promise<void>; restart: () => Promise<void> };

/** The lanes wait for each other, so that one blow hits all of them at their points. */
export class Blow {
  readonly #lanes: number;
  readonly #beside: Killable | undefined;
  #standing: (() => void)[] = [];
  #kills = 0;

  constructor(lanes: number, beside?: Killable) {
    this.#lanes = lanes;
    this.#beside = beside;
  }
  get kills(): number {
    return this.#kills;
  }

  /** Called with an act that stands still; resolves when the worker was killed and everything may come back. */
  async strike(worker: KillableWorker): Promise<void> {
    await worker.kill();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#standing.push(resolve);
    if (this.#standing.length === this.#lanes) await this.#strikeAll();
    return promise;
  }
  async #strikeAll(): Promise<void> {
    const standing = this.#standing;
    this.#standing = [];
    this.#kills += 1;
    await this.#beside?.kill();
    await this.#beside?.restart();
    for (const resolve of standing) resolve();
  }
}

export type Lane = { service: Service; point: CrashPoint; blow: Blow; cuts: number; spared?: number };

/** One route from its request on, with `cuts` acts cut short after the first `spared`; says how many were. */
export class CutLife {
  readonly life: BashkortostanLife;
  readonly #lane: Lane;
  #worker: KillableWorker;
  #acts = 0;
  cut = 0;

  constructor(lane: Lane, worker: KillableWorker) {
    this.#lane = lane;
    this.#worker = worker;
    const { service } = lane;
    this.life = new BashkortostanLife({
      as: (key) => this.#cutting(service.patiently(key)),
      idOf: (key) => service.idOf(key),
    });
  }

  #cutting(caller: Caller): Caller {
    const ask = caller.ask.bind(caller);
    caller.ask = (method, path, body, asked) =>
      method === 'POST' ? this.#act(() => ask(method, path, body, keyed(asked))) : ask(method, path, body, asked);
    return caller;
  }
  async #act(send: () => Promise<Answer>): Promise<Answer> {
    const { spared = 0, cuts } = this.#lane;
    this.#acts += 1;
    if (this.#acts <= spared || this.cut >= cuts) return send();
    this.cut += 1;
    return this.#cutShort(send);
  }

  async #cutShort(send: () => Promise<Answer>): Promise<Answer> {
    const { service, point, blow } = this.#lane;
    await service.allMailSettled();
    const reached = this.#worker.arm(point);
    const answer = send();
    await reached;
    await blow.strike(this.#worker);
    const another = this.#actMeanwhile();
    this.#worker = await service.startKillable();
    await another;
    return answer;
  }

  /** A different act, asked for while the fate of the first is unknown. */
  async #actMeanwhile(): Promise<void> {
    if (!this.life.iom) return;
    const entry = { act: 'record', as: 'educator', duty: 'reflect', fields: { entry: 'запись' } };
    await this.#lane.service.patiently('teacher1').act(this.life.iom, entry);
  }
}

function keyed(asked: Asked = {}): Asked {
  return { ...asked, key: asked.key ?? randomUUID() };
}
