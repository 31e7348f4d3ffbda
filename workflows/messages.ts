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
export function workflowIdOf(iom: string): string {
  return `iom-${iom}`;
}
