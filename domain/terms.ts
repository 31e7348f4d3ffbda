/**
 * Legal terms as instants. Days are counted on the calendar (calendar-dates.ts), and only then is a day of the region
 * looked up on the clock. Called once, when an act is written down; a replay finds the dates in the events.
 */
import { DateTime } from 'luxon';
import type { DateTimeMaybeValid } from 'luxon';
import { dateAfter, dateBefore, daysBetween } from './calendar-dates.ts';
import type { Moment } from './iom.ts';
import type { Chain } from './spell-out.ts';

/** At the last link of a chain it is told again weekly, four times, and then no more: the flags stay. */
const repeats = 4;
const weekly = '7 days';
export type Mark = Pick<Moment, 'what' | 'duty'>;

/** The calendar date of an instant, in the region. */
export function dayOf(instant: string, timeZone: string): string {
  return valid(DateTime.fromISO(instant, { zone: timeZone }), instant).toISODate();
}

export function startOfDay(date: string, timeZone: string): string {
  return utc(valid(DateTime.fromISO(date, { zone: timeZone }).startOf('day'), date));
}

/** The last instant that is still in time, given the first that is late. */
export function justBefore(instant: string): string {
  return new Date(Date.parse(instant) - 1).toISOString();
}

/** The last instant of a term that starts to run at `start`: 31 August + 6 months ends with 28 February. */
export function endOfTerm(start: string, term: string, timeZone: string): string {
  const last = dateAfter(dayOf(start, timeZone), term);
  return justBefore(startOfDay(dateAfter(last, '1 day'), timeZone));
}

/** Reminders in the morning of their day, after `start` and no later than the day `last`; halves are halves of days. */
export function reminders(
  { start, last, remind }: { start: string; last: string; remind: readonly string[] },
  timeZone: string,
): string[] {
  const first = dayOf(start, timeZone);
  const half = Math.floor(daysBetween(first, last) / 2);
  const days = remind.map((each) => (each === 'half' ? dateAfter(first, `${half} days`) : dateBefore(last, each)));
  const mornings = [...new Set(days)].filter((day) => day >= first).map((day) => morningOf(day, timeZone));
  return mornings.filter((at) => at > start);
}

/** Who is told when, after a term that ended with the day `last` and lapsed with the next one. */
export function chainMoments(last: string, chain: Chain | undefined, mark: Mark, timeZone: string): Moment[] {
  if (!chain) return [];
  const waits = [
    ...chain.to.map((_, link) => (link === 0 ? chain.first : chain.every)),
    ...chain.atLast.map(() => weekly),
  ];
  const moments: Moment[] = [];
  let day = dateAfter(last, '1 day');
  for (const [link, to] of [...chain.to, ...chain.atLast].entries()) {
    day = dateAfter(day, waits[link] ?? weekly);
    moments.push({ ...mark, at: startOfDay(day, timeZone), to });
  }
  return moments;
}

/** When the last link is told once more, if at all. Worked out as it is told, so that a quiet route carries none of it. */
export function repeatMoment(at: string, mark: Mark & { to: string }, again: number, timeZone: string): Moment | null {
  if (again >= repeats) return null;
  return { ...mark, at: startOfDay(dateAfter(dayOf(at, timeZone), weekly), timeZone), again: again + 1 };
}

/** People read mail in the morning, not at midnight. */
function morningOf(day: string, timeZone: string): string {
  return utc(valid(DateTime.fromISO(`${day}T09:00`, { zone: timeZone }), day));
}

function utc(time: DateTime<true>): string {
  return time.toUTC().toISO();
}

function valid(time: DateTimeMaybeValid, from: string): DateTime<true> {
  if (!time.isValid) throw new Error(`no such time in the region: ${from}`);
  return time;
}
