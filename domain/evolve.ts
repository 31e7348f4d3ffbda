/**
 * The next state. Nothing is decided here: an event that is in the record simply took place, at `at` (UTC).
 * Replays depend on these functions for years, so they grow and never change what a stored event means.
 */
import type { EventName, EventOf, IomEvent } from './events.ts';
import { courseEvents } from './evolve-course.ts';
import { dutyEvents } from './evolve-duties.ts';
import { planEvents } from './evolve-plan.ts';
import type { Iom } from './iom.ts';

export type Evolving<N extends EventName> = { [E in N]: (iom: Iom, event: EventOf<E>, at: string) => Iom };

/** Every event has its line: one more event does not compile until it has one. */
const every: Evolving<EventName> = { ...dutyEvents, ...planEvents, ...courseEvents };

export function evolve(iom: Iom, event: IomEvent, at: string): Iom {
  return (every[event.event] as (iom: Iom, event: IomEvent, at: string) => Iom)(iom, event, at);
}
