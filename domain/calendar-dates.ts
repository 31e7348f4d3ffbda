/**
 * Arithmetic on ISO calendar dates alone, the same on every machine. Instants of legal terms are not worked out here but
 * in terms.ts, once, when an act is written down.
 */

/** The calendar date `term` after `date`, clamped to the end of the month: 31 August + 6 months = 28 February. */
export function dateAfter(date: string, term: string): string {
  const [amount, unit] = partsOf(term);
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  if (unit.startsWith('day')) return isoDate(year, month - 1, day + amount);
  const months = month - 1 + amount * (unit.startsWith('year') ? 12 : 1);
  return isoDate(year, months, Math.min(day, daysIn(year, months)));
}

export function partsOf(term: string): [amount: number, unit: string] {
  const [amount = '', unit = ''] = term.split(' ');
  return [Number(amount), unit];
}

/** The calendar date `term` before `date`: a month before 31 March is the last of February. */
export function dateBefore(date: string, term: string): string {
  const [amount, unit] = partsOf(term);
  return dateAfter(date, `${-amount} ${unit}`);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** The date people in that zone have on the wall. Asked while judging an act, never on a replay: zone data change. */
export function localDate(instant: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return format.format(new Date(instant));
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
}

function isoDate(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}
