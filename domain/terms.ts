/**
 * Legal terms as instants: calendar days, months and years in the region's zone; the last day belongs to the term.
 * Called once, when an act is written down; a replay finds the dates in the events and never asks a calendar again.
 */
import { DateTime } from 'luxon';
import { partsOf } from './calendar-dates.ts';
import type { Chain } from './spell-out.ts';
import type { Moment } from './iom.ts';

/** What is due keeps being told at the last link of a chain, weekly, and then no more: the flag stays. */
const repeats = 4;
const repeatEvery = '7 days';
/** People read mail in the morning, not in the middle of the night in which half a term happens to lie. */
const morning = 9;

export function zoned(instant: string, timeZone: string): DateTime<true> {
  const time = DateTime.fromISO(instant, { zone: timeZone });
  if (!time.isValid) throw new Error(`not an instant in ${timeZone}: ${instant}`);
  return time;
}

export function utc(time: DateTime<true>): string {
  return time.toUTC().toISO();
}

export function lengthOf(term: string): { days: number } | { months: number } | { years: number } {
  const [amount, unit] = partsOf(term);
  if (unit.startsWith('day')) return { days: amount };
  return unit.startsWith('month') ? { months: amount } : { years: amount };
}

/** The last instant of a term that starts to run at `start`: 31 August + 6 months ends with 28 February. */
export function endOfTerm(start: string, term: string, timeZone: string): string {
  return utc(zoned(start, timeZone).plus(lengthOf(term)).endOf('day'));
}

/** The first instant that no longer belongs to the day `instant` lies in. */
export function dayAfter(instant: string, timeZone: string): string {
  return utc(zoned(instant, timeZone).plus({ days: 1 }).startOf('day'));
}

/** Reminders in the morning of their day, as far as they lie between `start` and the end of the term. */
export function reminders(
  { start, due, remind }: { start: string; due: string; remind: readonly string[] },
  timeZone: string,
): string[] {
  const days = remind.map((each) =>
    each === 'half'
      ? zoned(new Date((Date.parse(start) + Date.parse(due)) / 2).toISOString(), timeZone)
      : zoned(due, timeZone).minus(lengthOf(each)),
  );
  const mornings = days.map((day) => utc(day.startOf('day').plus({ hours: morning })));
  return [...new Set(mornings)].filter((at) => at > start && at <= due);
}

/** Who is told when, after a term that ended at `due` and lapsed with the next day. */
export function chainMoments(
  due: string,
  chain: Chain | undefined,
  mark: Pick<Moment, 'what' | 'duty'>,
  timeZone: string,
): Moment[] {
  if (!chain) return [];
  const moments: Moment[] = [];
  let at = zoned(dayAfter(due, timeZone), timeZone).plus(lengthOf(chain.first));
  for (const to of chain.to) {
    if (moments.length > 0) at = at.plus(lengthOf(chain.every));
    moments.push({ ...mark, at: utc(at), to });
  }
  const last = chain.to.slice(-1);
  for (const to of Array.from({ length: repeats }, () => last).flat()) {
    at = at.plus(lengthOf(repeatEvery));
    moments.push({ ...mark, at: utc(at), to });
  }
  return moments;
}
