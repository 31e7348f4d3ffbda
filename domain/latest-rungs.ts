/**
 * When nobody looked for weeks, one entry holds many rungs of one ladder: a reminder, a lapse, several escalations. The
 * timeline keeps them all; people are written to about the latest only, and the lapse is told once in any case.
 */
import type { EventOf, IomEvent } from './events.ts';
import { partsOf } from './calendar-dates.ts';
import { findDuty } from './process.ts';
import type { Process } from './process.ts';

export function latestRungs(process: Process, events: IomEvent[]): IomEvent[] {
  return events.filter((event, index) => {
    const later = events.slice(index + 1);
    if (event.event === 'reminded') return !later.some((each) => isRungAbove(each, event.duty));
    if (event.event !== 'escalated' || allAtOnce(process, event)) return true;
    return !later.some((each) => each.event === 'escalated' && each.duty === event.duty);
  });
}

function isRungAbove(event: IomEvent, duty: string | undefined): boolean {
  if (event.event === 'reminded' || event.event === 'escalated') return event.duty === duty;
  return event.event === 'lapsed' ? event.duty === duty : event.event === 'termLapsed' && duty === undefined;
}

/** A chain without delay between its links is one rung. */
function allAtOnce(process: Process, { duty }: EventOf<'escalated'>): boolean {
  const chain = duty ? findDuty(process, duty)?.within?.escalate : process.term.lapse.escalate;
  const every = chain === undefined ? undefined : process.escalations[chain]?.every;
  return every !== undefined && partsOf(every)[0] === 0;
}
