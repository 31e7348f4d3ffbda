/** Terms: calendar months and years in the region's zone, the last day inclusive, ends of months clamped. */
import fc from 'fast-check';
import { dateAfter, dateBefore, daysBetween, localDate } from '../../domain/calendar-dates.ts';
import { chainMoments, dayOf, endOfTerm, reminders, repeatMoment, startOfDay } from '../../domain/terms.ts';

const ufa = 'Asia/Yekaterinburg';
const kamchatka = 'Asia/Kamchatka';

test.each([
  ['2026-08-31', '6 months', '2027-02-28'],
  ['2027-08-31', '6 months', '2028-02-29'],
  ['2028-02-29', '1 year', '2029-02-28'],
  ['2028-02-29', '4 years', '2032-02-29'],
  ['2027-01-31', '1 month', '2027-02-28'],
  ['2027-11-30', '3 months', '2028-02-29'],
  ['2027-12-25', '14 days', '2028-01-08'],
  ['2028-02-28', '1 day', '2028-02-29'],
])('%s + %s is %s', (from, term, to) => expect(dateAfter(from, term)).toBe(to));

test.each([
  ['2027-03-31', '1 month', '2027-02-28'],
  ['2027-01-05', '7 days', '2026-12-29'],
  ['2028-02-29', '1 year', '2027-02-28'],
])('%s − %s is %s', (from, term, to) => expect(dateBefore(from, term)).toBe(to));

test.each([
  ['a week in Ufa ends with its last day', '2027-01-11T05:00:00.000Z', '7 days', ufa, '2027-01-18T18:59:59.999Z'],
  ['an evening that is already tomorrow there', '2027-01-11T19:30:00.000Z', '7 days', ufa, '2027-01-19T18:59:59.999Z'],
  [
    'the first instant of a day counts like its noon',
    '2027-01-10T19:00:00.000Z',
    '7 days',
    ufa,
    '2027-01-18T18:59:59.999Z',
  ],
  [
    'the same in Kamchatka, ten hours earlier',
    '2027-01-11T05:00:00.000Z',
    '7 days',
    kamchatka,
    '2027-01-18T11:59:59.999Z',
  ],
  ['half a year from 31 August', '2026-08-31T05:00:00.000Z', '6 months', ufa, '2027-02-28T18:59:59.999Z'],
  ['a year from 29 February', '2028-02-29T05:00:00.000Z', '1 year', ufa, '2029-02-28T18:59:59.999Z'],
  [
    'a zone where clocks are put forward meanwhile',
    '2027-03-27T12:00:00.000Z',
    '2 days',
    'Europe/Berlin',
    '2027-03-29T21:59:59.999Z',
  ],
])('%s', (_, start, term, zone, end) => expect(endOfTerm(start, term, zone)).toBe(end));

test('a day is a day of the region', () => {
  expect(dayOf('2027-01-11T19:30:00.000Z', ufa)).toBe('2027-01-12');
  expect(localDate('2027-01-11T19:30:00.000Z', ufa)).toBe('2027-01-12');
  expect(startOfDay('2027-01-12', ufa)).toBe('2027-01-11T19:00:00.000Z');
});

test('reminders come in the morning, once a day, within the term only', () => {
  const start = '2027-01-11T05:00:00.000Z';
  expect(reminders({ start, last: '2027-01-25', remind: ['half', '7 days', '3 days', '1 month'] }, ufa)).toEqual([
    '2027-01-18T04:00:00.000Z',
    '2027-01-22T04:00:00.000Z',
  ]);
  expect(reminders({ start, last: '2027-01-12', remind: ['half'] }, ufa)).toEqual([]);
});

test('a chain begins when the term is over, and links without delay are told together', () => {
  const chain = { first: '1 day', every: '2 days', to: ['boss', 'town'], atLast: [] };
  expect(chainMoments('2027-01-18', chain, { what: 'escalate', duty: 'sign' }, ufa)).toEqual([
    { what: 'escalate', duty: 'sign', at: '2027-01-19T19:00:00.000Z', to: 'boss' },
    { what: 'escalate', duty: 'sign', at: '2027-01-21T19:00:00.000Z', to: 'town' },
  ]);
  const at = chainMoments('2027-01-18', { ...chain, every: '0 days' }, { what: 'termEscalate' }, ufa).map(
    (each) => each.at,
  );
  expect(new Set(at).size).toBe(1);
});

test('those who repair come last, a week after the chain', () => {
  const chain = { first: '14 days', every: '0 days', to: ['boss', 'town'], atLast: ['admin'] };
  const told = chainMoments('2027-01-18', chain, { what: 'termEscalate' }, ufa).map(({ at, to }) => [
    dayOf(at, ufa),
    to,
  ]);
  expect(told).toEqual([
    ['2027-02-02', 'boss'],
    ['2027-02-02', 'town'],
    ['2027-02-09', 'admin'],
  ]);
});

test('the last link is told again weekly, four times', () => {
  const mark = { what: 'escalate' as const, duty: 'sign', to: 'region' };
  expect(repeatMoment('2027-01-21T19:00:00.000Z', mark, 0, ufa)).toEqual({
    ...mark,
    at: '2027-01-28T19:00:00.000Z',
    again: 1,
  });
  expect(repeatMoment('2027-01-21T19:00:00.000Z', mark, 4, ufa)).toBeNull();
});

const date = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-12-31'), noInvalidDate: true });
const term = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom('days', 'months', 'years'))
  .map(([n, unit]) => `${n} ${unit}`);

test('a longer term never ends earlier, and a later start never does', () => {
  fc.assert(
    fc.property(date, fc.integer({ min: 0, max: 40 }), term, (from, later, length) => {
      const start = from.toISOString();
      const after = new Date(from.getTime() + later * 86_400_000).toISOString();
      expect(endOfTerm(start, length, ufa) <= endOfTerm(after, length, ufa)).toBe(true);
    }),
  );
});
test('a term in days has that many days after its first, whatever the clock says', () => {
  fc.assert(
    fc.property(
      date,
      fc.integer({ min: 1, max: 400 }),
      fc.constantFrom(ufa, kamchatka, 'Europe/Berlin'),
      (from, days, zone) => {
        const start = from.toISOString();
        expect(daysBetween(dayOf(start, zone), dayOf(endOfTerm(start, `${days} days`, zone), zone))).toBe(days);
      },
    ),
  );
});
