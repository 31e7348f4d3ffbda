/** The messages of an ИОМ: one update and one signal of the same name per act, and the query for its state. */
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Act, ActName } from '../domain/acts.ts';
import type { Iom } from '../domain/iom.ts';
import type { Accepted } from '../domain/recorded.ts';
import type { Titles } from '../domain/titles.ts';

/** What a run begins with. `page` is the address of the route for people; `posted` says that mail was left by the run before. */
export type Opening = { iom: Iom; titles: Titles; page: string; posted?: number };

/** The queue all routes of a namespace are worked from. */
export const taskQueue = 'ioms';

export const readIom = defineQuery<Iom>('readIom');

export function actUpdate(name: ActName) {
  return defineUpdate<Accepted, [Act]>(name);
}
export function actSignal(name: ActName) {
  return defineSignal<[Act]>(name);
}
/** Whoever types JSON into Temporal need not repeat the name of the message; another name is refused as misshapen. */
export function named(name: ActName, act: Act): Act {
  return { act: name, ...(act as object) } as Act;
}
/** Only something that looks like an id is kept: a signal may hold anything. */
export function personIn(act: unknown): string {
  const person = (act as { by?: { person?: unknown } | null } | null | undefined)?.by?.person;
  return typeof person === 'string' && /^p-[0-9a-z]{1,24}$/.test(person) ? person : 'unknown';
}
