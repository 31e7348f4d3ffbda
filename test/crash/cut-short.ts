/**
 * Routes whose acts are cut short, several at one blow: each is let run to its point, the worker (or the worker and
 * Temporal) is killed when all stand there, and before anybody is back somebody asks for a different act on each route.
 */
import { randomUUID } from 'node:crypto';
import { BashkortostanLife } from '../../scripts/bashkortostan-life.ts';
import type { Caller } from '../../scripts/api-client.ts';
import {
  completionMark,
  finalDiagnostics,
  finalEvent,
  monitoring,
  selfAnalysis,
} from '../../scripts/bashkortostan-papers.ts';
import { firstSchool } from '../../scripts/cast.ts';
import type { Service } from '../support/service.ts';
import { crashPoints } from './crash-point.ts';
import type { CrashPoint } from './crash-point.ts';

/** What is killed beside the worker; comes back with everything it had. */
export type Killable = { kill: () => Promise<void>; restart: () => Promise<void> };

/** Each step does one act. */
const steps: readonly ((life: BashkortostanLife) => Promise<unknown>)[] = [
  (life) => life.opened(),
  (life) => life.met(),
  (life) => life.named(),
  (life) => life.tested(),
  (life) => life.needed(),
  (life) => life.programmeApproved(),
  (life) => life.drafted(),
  (life) => life.decide('methodologist', 'signCard'),
  (life) => life.decide('educator', 'signCard'),
  (life) => life.agreed(),
  (life) => life.approved(),
  (life) => life.started(),
  (life) => life.completed('i1'),
  (life) => life.completed('i2'),
  (life) => life.do('tutor', completionMark),
  (life) => life.do('tutor', finalDiagnostics),
  (life) => life.do('educator', selfAnalysis),
  (life) => life.do('educator', finalEvent),
  (life) => life.do('deputy', monitoring),
  (life) => life.judged(),
];
/** One route for each point, so that each blow cuts an act at each. */
const teachers = ['teacher1', 'teacher2', 'teacher3'];

/** How often the worker is killed, and so how often an act is cut at each point. */
export const blows = steps.length;
const actsOfTheEnd = 4;
/** The acts of each life, those that close it, and the entry its teacher made during each blow but the first. */
export const entriesInAll = teachers.length * (blows + actsOfTheEnd + (blows - 1));

export class Lane {
  readonly teacher: string;
  readonly point: CrashPoint;
  readonly life: BashkortostanLife;
  readonly service: Service;
  key: string = randomUUID();

  constructor(service: Service, teacher: string, point: CrashPoint) {
    this.service = service;
    this.teacher = teacher;
    this.point = point;
    const world = {
      idOf: (key: string) => service.idOf(key),
      as: (key: string) => this.#keyed(service.patiently(key)),
    };
    this.life = new BashkortostanLife(world, { ...firstSchool, educator: teacher });
  }

  /** Whatever is done next is done under the key that was armed, and what follows under another. */
  #keyed(caller: Caller): Caller {
    const ask = caller.ask.bind(caller);
    caller.ask = (method, path, body, asked) =>
      ask(method, path, body, method === 'POST' ? { ...asked, key: this.#takeKey() } : asked);
    return caller;
  }
  #takeKey(): string {
    const { key } = this;
    this.key = randomUUID();
    return key;
  }
}

/** Lives on to the end when all is over, so that whatever was behind has caught up. */
export async function liveCutShort(service: Service, beside?: Killable): Promise<void> {
  const lanes = teachers.map((teacher, index) => new Lane(service, teacher, crashPoints[index] ?? 'afterCommit'));
  let worker = await service.startKillable();
  for (const step of steps) {
    await service.allMailSettled();
    const { reached } = await worker.arm(Object.fromEntries(lanes.map(({ key, point }) => [key, point])));
    const acting = Promise.all(lanes.map(({ life }) => step(life)));
    await Promise.race([reached, acting.then(() => reached)]);
    await Promise.all([worker.kill(), beside?.kill()]);
    const meanwhile = Promise.all(lanes.map(actMeanwhile));
    await beside?.restart();
    worker = await service.startKillable();
    await Promise.all([acting, meanwhile]);
  }
  await Promise.all(lanes.map(({ life }) => life.concluded()));
  await service.allMailSettled();
}

/** A different act, asked for while the fate of the first is unknown. */
async function actMeanwhile({ service, life, teacher }: Lane): Promise<void> {
  if (!life.iom) return;
  const entry = { act: 'record', as: 'educator', duty: 'reflect', fields: { entry: 'запись' } };
  await service.patiently(teacher).act(life.iom, entry);
}
