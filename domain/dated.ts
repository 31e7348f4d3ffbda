/** The dates of one event, worked out from the pinned wording when the event is written down. */
import { chainOf, spellOut } from './spell-out.ts';
import type { EventName, EventOf, IomEvent, ItemEnds, Shifted, Spelled } from './events.ts';
import { dutiesAfterLapse } from './duties.ts';
import type { Iom, Moment } from './iom.ts';
import { findDuty } from './process.ts';
import { soonestFirst } from './state-parts.ts';
import { chainMoments, dayAfter, endOfTerm, lengthOf, reminders, utc, zoned } from './terms.ts';

type Dating = { [N in EventName]?: (iom: Iom, event: EventOf<N>, at: string) => IomEvent };

const dating: Dating = {
  dutyOpened: (iom, event, at) => ({ ...event, dates: event.within && dutyDates(iom, event.duty, event.within, at) }),
  termMoved: (iom, event, at) => ({ ...event, dates: movedDates(iom, event, at) }),
  clockStarted: (iom, event, at) => ({ ...event, dates: clockDates(iom, at) }),
  prolonged: (iom, event, at) => ({ ...event, dates: prolongedDates(iom, event.term, at) }),
  planSubmitted: (iom, event, at) => ({ ...event, ends: itemEnds(iom, event.plan.items, at) }),
  amended: (iom, event, at) => ({ ...event, ends: itemEnds(iom, event.items, at) }),
  resumed: (iom, event, at) => ({ ...event, dates: shifted(iom, at) }),
};

/** `iom` is the state just before the event, `at` the instant of the act (UTC). Events without dates come back as they are. */
export function dated(iom: Iom, event: IomEvent, at: string): IomEvent {
  const date = dating[event.event] as ((iom: Iom, event: IomEvent, at: string) => IomEvent) | undefined;
  return date ? date(iom, event, at) : event;
}

function dutyDates(iom: Iom, duty: string, within: Spelled, start: string): { due: string; moments: Moment[] } {
  const due = endOfTerm(start, within.term, iom.process.region.timeZone);
  return { due, moments: dutyMoments(iom, { duty, within, start, due }) };
}

function movedDates(iom: Iom, { duty, due }: EventOf<'termMoved'>, start: string): { due: string; moments: Moment[] } {
  const end = utc(zoned(due, iom.process.region.timeZone).endOf('day'));
  const within = spellOut(iom.process, findDuty(iom.process, duty)?.within);
  return { due: end, moments: within ? dutyMoments(iom, { duty, within, start, due: end }) : [] };
}

function dutyMoments(
  { process }: Iom,
  { duty, within, start, due }: { duty: string; within: Spelled; start: string; due: string },
): Moment[] {
  const { timeZone } = process.region;
  return [
    ...reminders({ start, due, remind: within.remind }, timeZone).map((at): Moment => ({ at, what: 'remind', duty })),
    { at: dayAfter(due, timeZone), what: 'lapse', duty },
    ...chainMoments(due, within.escalate, { what: 'escalate', duty }, timeZone),
  ];
}

/** A route that prolongs another has the shorter term its predecessor gave it. */
function clockDates(iom: Iom, start: string): NonNullable<EventOf<'clockStarted'>['dates']> {
  const { term, region } = iom.process;
  const latestEnd = endOfTerm(start, iom.atMost ?? term.atMost.term, region.timeZone);
  const earliestEnd = term.atLeast
    ? utc(zoned(start, region.timeZone).plus(lengthOf(term.atLeast.term)).startOf('day'))
    : null;
  const minimum: Moment[] = earliestEnd ? [{ at: earliestEnd, what: 'minimumReached' }] : [];
  return { earliestEnd, latestEnd, moments: [...minimum, ...termMoments(iom, latestEnd, start)] };
}

function prolongedDates(iom: Iom, term: string, at: string): { latestEnd: string; moments: Moment[] } | null {
  if (!iom.clock?.latestEnd) return null;
  const latestEnd = endOfTerm(iom.clock.latestEnd, term, iom.process.region.timeZone);
  return { latestEnd, moments: termMoments(iom, latestEnd, at) };
}

function termMoments(iom: Iom, due: string, start: string): Moment[] {
  const { term, region } = iom.process;
  const { timeZone } = region;
  const chain = chainOf(iom.process, term.lapse.escalate);
  const asked = dutiesAfterLapse(iom).flatMap(({ duty, when }): Moment[] => {
    if (!when || !('termLapsed' in when)) return [];
    const lapsed = endOfTerm(due, when.termLapsed, timeZone);
    return [{ at: dayAfter(lapsed, timeZone), what: 'lapseDuty', duty }];
  });
  return [
    ...reminders({ start, due, remind: term.remind }, timeZone).map((at): Moment => ({ at, what: 'termRemind' })),
    { at: dayAfter(due, timeZone), what: 'termLapse' },
    ...asked,
    ...chainMoments(due, chain, { what: 'termEscalate' }, timeZone),
  ];
}

/** Which days are over already, and when the days ahead will be: a part whose events are over closes by itself. */
function itemEnds({ process }: Iom, items: { to?: string | undefined }[], at: string): ItemEnds {
  const { timeZone } = process.region;
  const over = zoned(at, timeZone).minus({ days: 1 }).toISODate();
  const days = [...new Set(items.flatMap(({ to }) => to ?? []))].filter((day) => day > over).toSorted();
  return { over, moments: days.map((day) => ({ at: dayAfter(day, timeZone), what: 'itemsEnd', to: day })) };
}

/**
 * A pause moves every term by the days it lasted, counted from midnight to midnight, so that a last day stays a whole
 * day. Days of events are facts and do not move.
 */
function shifted({ suspended, moments, open, clock, process }: Iom, at: string): Shifted | null {
  if (!suspended) return null;
  const { timeZone } = process.region;
  const from = zoned(suspended, timeZone).startOf('day');
  const days = Math.round(zoned(at, timeZone).startOf('day').diff(from, 'days').days);
  const later = (instant: string): string => utc(zoned(instant, timeZone).plus({ days }));
  const moved = moments.map((each) => (each.what === 'itemsEnd' ? each : { ...each, at: later(each.at) }));
  return {
    moments: soonestFirst(moved),
    dues: Object.fromEntries(open.flatMap(({ duty, due }) => (due ? [[duty, later(due)]] : []))),
    earliestEnd: clock?.earliestEnd ? later(clock.earliestEnd) : null,
    latestEnd: clock?.latestEnd ? later(clock.latestEnd) : null,
  };
}
