/** The dates of one event, worked out from the pinned wording when the event is written down. */
import { dateAfter, dateBefore, daysBetween } from './calendar-dates.ts';
import { chainOf, spellOut } from './spell-out.ts';
import type { EventName, EventOf, IomEvent, ItemEnds, Shifted, Spelled } from './events.ts';
import { dutiesAfterLapse } from './duties.ts';
import type { Iom, Moment } from './iom.ts';
import { findDuty } from './process.ts';
import { soonestFirst } from './state-parts.ts';
import { chainMoments, dayOf, endOfTerm, justBefore, reminders, repeatMoment, startOfDay } from './terms.ts';

type Dating = { [N in EventName]?: (iom: Iom, event: EventOf<N>, at: string) => IomEvent };

const dating: Dating = {
  dutyOpened: (iom, event, at) => ({ ...event, dates: event.within && dutyDates(iom, event.duty, event.within, at) }),
  termMoved: (iom, event, at) => ({ ...event, dates: movedDates(iom, event, at) }),
  clockStarted: (iom, event, at) => ({ ...event, dates: clockDates(iom, at) }),
  prolonged: (iom, event, at) => ({ ...event, dates: prolongedDates(iom, event.term, at) }),
  planSubmitted: (iom, event, at) => ({ ...event, ends: itemEnds(iom, event.plan.items, at) }),
  amended: (iom, event, at) => ({ ...event, ends: itemEnds(iom, event.items, at) }),
  escalated: (iom, event, at) => ({ ...event, ...repeated(iom, event, at) }),
  resumed: (iom, event, at) => ({ ...event, dates: shifted(iom, at) }),
};

/** `iom` is the state just before the event, `at` the instant of the act (UTC). Events without dates come back as they are. */
export function dated(iom: Iom, event: IomEvent, at: string): IomEvent {
  const date = dating[event.event] as ((iom: Iom, event: IomEvent, at: string) => IomEvent) | undefined;
  return date ? date(iom, event, at) : event;
}

type DutyDates = { due: string; moments: Moment[] };

function dutyDates(iom: Iom, duty: string, within: Spelled, start: string): DutyDates {
  const last = dateAfter(dayOf(start, zoneOf(iom)), within.term);
  return dutyMoments(iom, { duty, within, start, last });
}

function movedDates(iom: Iom, { duty, due: last }: EventOf<'termMoved'>, start: string): DutyDates | null {
  const within = spellOut(iom.process, findDuty(iom.process, duty)?.within);
  return within && dutyMoments(iom, { duty, within, start, last });
}

/** `last` is the last day of the term. */
function dutyMoments(
  iom: Iom,
  { duty, within, start, last }: { duty: string; within: Spelled; start: string; last: string },
): DutyDates {
  const zone = zoneOf(iom);
  const lapse = startOfDay(dateAfter(last, '1 day'), zone);
  const due = justBefore(lapse);
  const moments: Moment[] = [
    ...reminders({ start, last, remind: within.remind }, zone).map((at): Moment => ({ at, what: 'remind', duty })),
    { at: lapse, what: 'lapse', duty },
    ...chainMoments(last, within.escalate, { what: 'escalate', duty }, zone),
  ];
  return { due, moments };
}

/** Only the last link of a chain counts how often it was told, and only that one is told again. */
function repeated(iom: Iom, { duty, to, again }: EventOf<'escalated'>, at: string): { next?: Moment | null } {
  if (again === undefined) return {};
  const mark = duty ? { what: 'escalate' as const, duty, to } : { what: 'termEscalate' as const, to };
  return { next: repeatMoment(at, mark, again, zoneOf(iom)) };
}

/** A route that prolongs another has the shorter term its predecessor gave it. */
function clockDates(iom: Iom, start: string): NonNullable<EventOf<'clockStarted'>['dates']> {
  const { term } = iom.process;
  const zone = zoneOf(iom);
  const latestEnd = endOfTerm(start, iom.atMost ?? term.atMost.term, zone);
  const earliestEnd = term.atLeast ? startOfDay(dateAfter(dayOf(start, zone), term.atLeast.term), zone) : null;
  const minimum: Moment[] = earliestEnd ? [{ at: earliestEnd, what: 'minimumReached' }] : [];
  return { earliestEnd, latestEnd, moments: [...minimum, ...termMoments(iom, latestEnd, start)] };
}

function prolongedDates(iom: Iom, term: string, at: string): { latestEnd: string; moments: Moment[] } | null {
  if (!iom.clock?.latestEnd) return null;
  const latestEnd = endOfTerm(iom.clock.latestEnd, term, zoneOf(iom));
  return { latestEnd, moments: termMoments(iom, latestEnd, at) };
}

function termMoments(iom: Iom, due: string, start: string): Moment[] {
  const { term } = iom.process;
  const zone = zoneOf(iom);
  const last = dayOf(due, zone);
  const dayAfter = (day: string): string => startOfDay(dateAfter(day, '1 day'), zone);
  const asked = dutiesAfterLapse(iom).flatMap(({ duty, when }): Moment[] =>
    when && 'termLapsed' in when ? [{ at: dayAfter(dateAfter(last, when.termLapsed)), what: 'lapseDuty', duty }] : [],
  );
  return [
    ...reminders({ start, last, remind: term.remind }, zone).map((at): Moment => ({ at, what: 'termRemind' })),
    { at: dayAfter(last), what: 'termLapse' },
    ...asked,
    ...chainMoments(last, chainOf(iom.process, term.lapse.escalate), { what: 'termEscalate' }, zone),
  ];
}

/** Which days are over already, and when the days ahead will be: a part whose events are over closes by itself. */
function itemEnds(iom: Iom, items: { to?: string | undefined }[], at: string): ItemEnds {
  const zone = zoneOf(iom);
  const over = dateBefore(dayOf(at, zone), '1 day');
  const days = [...new Set(items.flatMap(({ to }) => to ?? []))].filter((day) => day > over).toSorted();
  return {
    over,
    moments: days.map((day) => ({ at: startOfDay(dateAfter(day, '1 day'), zone), what: 'itemsEnd', to: day })),
  };
}

/**
 * A pause moves every term by the days it lasted, counted from midnight to midnight, so that a last day stays a whole
 * day. Days of events are facts and do not move.
 */
function shifted(iom: Iom, at: string): Shifted | null {
  const { suspended, clock } = iom;
  if (!suspended) return null;
  const zone = zoneOf(iom);
  const pause = `${daysBetween(dayOf(suspended, zone), dayOf(at, zone))} days`;
  const later = (instant: string): string => {
    const day = dayOf(instant, zone);
    const sinceMidnight = Date.parse(instant) - Date.parse(startOfDay(day, zone));
    return new Date(Date.parse(startOfDay(dateAfter(day, pause), zone)) + sinceMidnight).toISOString();
  };
  return {
    moments: soonestFirst(
      iom.moments.map((each) => (each.what === 'itemsEnd' ? each : { ...each, at: later(each.at) })),
    ),
    dues: Object.fromEntries(iom.open.flatMap(({ duty, due }) => (due ? [[duty, later(due)]] : []))),
    earliestEnd: clock?.earliestEnd ? later(clock.earliestEnd) : null,
    latestEnd: clock?.latestEnd ? later(clock.latestEnd) : null,
  };
}

function zoneOf({ process }: Iom): string {
  return process.region.timeZone;
}
