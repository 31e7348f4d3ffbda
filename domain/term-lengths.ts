/** Comparing terms as worded, for checks of a file. Dates of a route are worked out elsewhere, by the calendar. */

const days: Record<string, number> = { day: 1, month: 30.4375, year: 365.25 };

/** Average lengths: enough to see that a year is longer than six months. */
function lengthOf(term: string): number {
  const [amount = '', unit = ''] = term.split(' ');
  return Number(amount) * (days[unit.replace(/s$/, '')] ?? 0);
}

export function isLonger(term: string, than: string): boolean {
  return lengthOf(term) > lengthOf(than);
}
