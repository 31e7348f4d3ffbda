/** A small driver: people act, time goes by. Every accepted act goes the way of the product: decide, write down, carry out. */
import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import { Act } from '../../domain/acts.ts';
import type { ActName, AnyAct, FieldValue, OwnAct, PlannedItem, ProposedPlan, WordsRef } from '../../domain/acts.ts';
import { availableActs } from '../../domain/available-acts.ts';
import type { PossibleAct } from '../../domain/available-acts.ts';
import { carryOut } from '../../domain/carry-out.ts';
import { decide } from '../../domain/decide.ts';
import type { Door, Entry, EventName, EventOf, IomEvent } from '../../domain/events.ts';
import type { Actor, Iom } from '../../domain/iom.ts';
import { newIom } from '../../domain/new-iom.ts';
import type { Opening } from '../../domain/new-iom.ts';
import { nextMoment } from '../../domain/next-moment.ts';
import type { Process } from '../../domain/process.ts';
import { isRefusal } from '../../domain/refusals.ts';
import type { Refusal } from '../../domain/refusals.ts';
import { waitingFor } from '../../domain/waiting-for.ts';
import { writeDown } from '../../domain/write-down.ts';
import { loadEdition } from '../../regulations/load.ts';

export const educator = 'p-educator';
export const monday = '2027-01-11T05:00:00.000Z';

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
export function words(id = 'text'): WordsRef {
  return { words: `w-${id}`, hash: digest(id) };
}
export function personFor(role: string): string {
  return `p-${role.toLowerCase()}`;
}
export function processFrom(file: string): Process {
  return loadEdition(file).process;
}
export function bashkortostan(): Process {
  return processFrom('regulations/bashkortostan.undated.yaml');
}
export function testRegion(): Process {
  return processFrom('test/fixtures/ru-tst.2020-01-01.yaml');
}

export function item(id: string, over: Partial<PlannedItem> & Pick<PlannedItem, 'part' | 'kind'>): PlannedItem {
  return { id, from: '2027-03-01', to: '2027-03-10', marks: [], deficits: [], words: {}, ...over };
}
export function plan(items: PlannedItem[], states: string[] = [], deficits: string[] = []): ProposedPlan {
  return { items, states: Object.fromEntries(states.map((state) => [state, words(state.toLowerCase())])), deficits };
}
/** Values for fields of kind words or people; others are given one by one. */
export function fields(names: string[], others: Record<string, FieldValue> = {}): Record<string, FieldValue> {
  return { ...Object.fromEntries(names.map((name) => [name, words(name.toLowerCase())])), ...others };
}

type Loose = Record<string, unknown>;
type Given = { by?: string; person?: string; way?: string; fields?: Loose; now?: string } & Partial<Opening>;

export class Route {
  readonly began: Iom;
  iom: Iom;
  now: string;
  readonly entries: Entry[] = [];

  constructor(iom: Iom, now: string) {
    this.began = iom;
    this.iom = iom;
    this.now = now;
  }

  /** Somebody acts and is accepted; a refusal fails the test with what was asked. */
  do(role: string, act: ActName, rest: Loose = {}): this {
    const answer = this.try(role, act, rest);
    if (isRefusal(answer)) throw new Error(`${role} ${act} ${JSON.stringify(rest)}: ${JSON.stringify(answer)}`);
    return this;
  }
  try(role: string, act: ActName, rest: Loose = {}): Refusal | Entry {
    const asked = this.act(role, act, rest);
    const decision = decide(this.iom, asked, this.now);
    return isRefusal(decision) ? decision : this.take(asked, decision.events);
  }
  /** The refusal, without doing anything. */
  refusal(role: string, act: ActName, rest: Loose = {}): Refusal {
    const decision = decide(this.iom, this.act(role, act, rest), this.now);
    if (!isRefusal(decision)) throw new Error(`${role} ${act} ${JSON.stringify(rest)} was accepted`);
    return decision;
  }
  refusalOf(role: string, act: ActName, rest: Loose = {}): string {
    const decision = decide(this.iom, this.act(role, act, rest), this.now);
    return isRefusal(decision) ? decision.refusal : 'accepted';
  }
  note(act: OwnAct): this {
    const decision = decide(this.iom, act, this.now);
    if (isRefusal(decision)) throw new Error(decision.refusal);
    if (decision.events.length > 0) this.take(act, decision.events);
    return this;
  }

  /** An act as its schema takes it; round and plan version are those of the moment unless the test says otherwise. */
  act(role: string, act: ActName, rest: Loose = {}): Act {
    const { person, ...content } = rest;
    const duty = content['duty'] as string;
    const answering = act === 'decide' || act === 'recordOnPaper';
    const seen = {
      ...(answering && { round: this.iom.rounds[duty] ?? 1 }),
      ...((answering || act === 'amend') && { planVersion: this.iom.plan.version }),
    };
    return Act.parse({ act, by: this.actor(role, person as string | undefined), ...seen, ...content });
  }
  actor(role: string, person?: string): Actor {
    const owner = this.iom.process.roles[role]?.heldBy === 'owner';
    return { person: person ?? (owner ? this.iom.educator : (this.iom.assigned[role] ?? personFor(role))), role };
  }

  take(act: AnyAct, events: IomEvent[]): Entry {
    const by = 'by' in act ? { person: act.by.person, role: act.by.role } : null;
    const door: Door = by ? 'api' : 'route';
    const written = writeDown(this.iom, events, this.now, digest);
    const revision = this.iom.revision + 1;
    const entry: Entry = { revision, at: this.now, act: act.act, by, door, events: written.events, mails: 0 };
    this.iom = carryOut(this.iom, entry);
    this.entries.push(entry);
    return entry;
  }

  /** Time goes by from moment to moment, as the workflow's only timer would have it. */
  pass(span: { years?: number; months?: number; days?: number; hours?: number }): this {
    const until = DateTime.fromISO(this.now, { zone: 'utc' }).plus(span).toISO()!;
    for (let moment = nextMoment(this.iom); moment && moment.at <= until; moment = nextMoment(this.iom)) {
      this.now = moment.at > this.now ? moment.at : this.now;
      this.note({ act: 'timePasses' });
      if (nextMoment(this.iom)?.at === moment.at) throw new Error(`time stands still at ${moment.at}`);
    }
    this.now = until;
    return this;
  }
  /** Time goes by while nobody looks; the first thing afterwards is one act of time. */
  sleep(span: { years?: number; months?: number; days?: number }): this {
    this.now = DateTime.fromISO(this.now, { zone: 'utc' }).plus(span).toISO()!;
    return this.note({ act: 'timePasses' });
  }

  get stage(): string {
    return this.iom.outcome ?? this.iom.stage;
  }
  /** Duties somebody owes, optional ones left out. */
  get waiting(): string[] {
    return [...new Set(waitingFor(this.iom).map(({ duty }) => duty))];
  }
  events<N extends EventName>(name: N): EventOf<N>[] {
    const all = this.entries.flatMap(({ events }) => events);
    return all.filter((event): event is EventOf<N> => event.event === name);
  }
  told(about: string): string[] {
    return this.events('told').flatMap((event) => (event.about === about ? event.roles : []));
  }
  acts(role: string): PossibleAct[] {
    return availableActs(this.iom, { person: this.actor(role).person, roles: [role] });
  }
}

export function unopened(process: Process, over: Partial<Opening> = {}): Iom {
  return newIom({
    id: `${process.region.code.slice(3)}-2027-000001`,
    educator,
    staff: 'pedagogical',
    place: { organisation: 'o-1', organisationKind: 'school', municipality: 'm-1', region: process.region.code },
    ownerHolds: [],
    facts: [],
    previous: null,
    atMost: null,
    edition: digest('edition'),
    process,
    ...over,
  });
}

/** The answer to opening: the route, or why not. */
export function tryOpen(process: Process, given: Given = {}): Route | Refusal {
  const { by, person, way, fields: filled, now = monday, ...over } = given;
  const route = new Route(unopened(process, over), now);
  const start = process.start.find((each) => each.way === (way ?? process.start[0]?.way));
  const record = start?.record ? process.records[start.record] : undefined;
  const answer = route.try(by ?? start?.by[0] ?? 'educator', 'open', {
    way: way ?? start?.way,
    fields: filled ?? fields(Object.keys(record?.fields ?? {})),
    ...(person && { person }),
  });
  return 'refusal' in answer ? answer : route;
}
export function open(process: Process, given: Given = {}): Route {
  const route = tryOpen(process, given);
  if (!(route instanceof Route)) throw new Error(JSON.stringify(route));
  return route;
}
