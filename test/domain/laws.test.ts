/** Random acts by random people and by time, from any point of a life onwards: what must never happen, does not. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { AnyAct } from '../../domain/acts.ts';
import { carryOut } from '../../domain/carry-out.ts';
import { decide } from '../../domain/decide.ts';
import type { Entry } from '../../domain/events.ts';
import type { Iom } from '../../domain/iom.ts';
import { isRefusal } from '../../domain/refusals.ts';
import { writeDown } from '../../domain/write-down.ts';
import * as bashkortostan from './bashkortostan-life.ts';
import { digest, plan } from './driver.ts';
import type { Route } from './driver.ts';
import { laws, wasOffered } from './laws.ts';
import type { Step } from './laws.ts';
import { Dice, randomAct } from './random-acts.ts';
import type { Walk } from './random-acts.ts';
import * as testRegion from './test-region-life.ts';

const sequences = Number(process.env['SEQUENCES'] ?? 10_000);

type Place = { iom: Iom; now: string };
type Region = { starts: Place[]; walk: Walk };
const regions: Record<string, Region> = {
  'RU-TST': {
    starts: [
      ...along(testRegion.closed()),
      ...along(testRegion.designing({ ownerHolds: ['boss'] }, 'town')),
      ...along(testRegion.referred(testRegion.approved(testRegion.signed()))),
    ],
    walk: {
      plans: [testRegion.card, plan([testRegion.course, ...testRegion.talks], ['aim']), plan([], ['aim'])],
      amended: [plan([testRegion.course, testRegion.secondCourse]), plan([testRegion.course, testRegion.course])],
    },
  },
  'RU-BA': {
    starts: [...along(bashkortostan.closed()), ...along(correcting())],
    walk: {
      plans: [bashkortostan.card, plan([bashkortostan.items[0]!]), plan([bashkortostan.items[1]!])],
      amended: [plan([bashkortostan.items[0]!, bashkortostan.masterClass]), plan([])],
    },
  },
};

/** Where an amendment waits for its signatures, and where the year is nearly over. */
function correcting(): Route {
  const { items, masterClass, comment, approved, report } = bashkortostan;
  const change = { amendment: 'correction', items: [items[0]!, masterClass], comment };
  const route = approved().do('tutor', 'amend', change);
  route.do('tutor', 'decide', { duty: 'signCorrection' }).do('educator', 'decide', { duty: 'signCorrection' });
  route.do('regionalMethodologist', 'decide', { duty: 'signCorrection' }).pass({ months: 11, days: 20 });
  return route.do('educator', 'completeItem', { item: 'i3', fields: report }).pass({ days: 20 });
}

/** Every state a life goes through; frozen, so that a decision which changes one is caught in the act. */
function along({ began, entries }: Route): Place[] {
  const places: Place[] = [{ iom: freeze(began), now: entries[0]!.at }];
  for (const entry of entries) {
    places.push({ iom: freeze(carryOut(places.at(-1)!.iom, entry)), now: entry.at });
  }
  return places.slice(1, -1);
}

/** Ends that come of answers to duties, as against breaking off. */
const byItself = ['completed', 'carriedOver', 'closedIncomplete'];

type Seen = { reached: Record<string, number>; refused: Record<string, number>; told: Record<string, number> };
const seen: Record<string, Seen> = {};

describe.each(Object.keys(regions))('%s under random acts', (name) => {
  const { starts, walk } = regions[name]!;
  const tally: Seen = (seen[name] = { reached: {}, refused: {}, told: {} });

  test('every law holds', () => {
    const numbers = fc.array(fc.integer(), { minLength: 1, maxLength: 20, size: 'max' });
    const runs = Math.ceil(sequences / Object.keys(regions).length);
    fc.assert(
      fc.property(fc.nat(starts.length - 1), numbers, (start, rolls) => {
        const place = starts[start]!;
        const last = wander(place, rolls, walk, tally);
        count(tally.reached, byItself.includes(last.outcome ?? '') ? 'the end' : (last.outcome ?? last.stage));
      }),
      { numRuns: runs },
    );
  });

  test('the sequences get far enough for that to mean something', () => {
    const total = Object.values(tally.reached).reduce((sum, each) => sum + each, 0);
    const few = (counts: Record<string, number>, names: string[], share: number): string[] =>
      names.filter((each) => (counts[each] ?? 0) < total * share);
    expect(few(tally.reached, ['diagnostic', 'design', 'implementation', 'reflection', 'the end'], 0.01)).toEqual([]);
    expect(few(tally.told, ['dutyAnswered', 'stageEntered', 'lapsed', 'escalated'], 0.15)).toEqual([]);
    expect(few(tally.told, ['returned', 'planSubmitted', 'amended', 'termLapsed', 'closed'], 0.005)).toEqual([]);
  });
});

afterAll(() => {
  for (const [name, { reached, refused, told }] of Object.entries(seen)) {
    console.log(name, JSON.stringify({ reached, refused, told }, null, 1).replaceAll(/\n {2,}/g, ' '));
  }
});

function wander(place: Place, rolls: number[], walk: Walk, tally: Seen): Iom {
  let { iom, now } = place;
  const entries: Entry[] = [];
  for (const roll of rolls) {
    if (iom.outcome && entries.at(-1)?.act === 'retryMail') break;
    const dice = new Dice(roll);
    const act = randomAct(iom, dice, walk);
    now = later(now, act, dice);
    const decision = decide(iom, act, now);
    if (dice.once(10) && !isDeepStrictEqual(decide(iom, act, now), decision)) broken('deciding twice', act);
    if (isRefusal(decision)) {
      count(tally.refused, decision.refusal);
      if (iom.outcome && decision.refusal !== 'routeClosed' && act.act !== 'retryMail')
        broken('a closed route says so', act);
      continue;
    }
    if (decision.events.length === 0) continue;
    const entry = written(iom, act, decision.events, now);
    const after = freeze(carryOut(iom, entry));
    check({ before: iom, act, entry, after }, dice);
    for (const { event } of entry.events) count(tally.told, event);
    entries.push(entry);
    iom = after;
  }
  replay(place.iom, entries, iom);
  return iom;
}

/** People take hours, silence takes days or months. */
function later(now: string, act: AnyAct, dice: Dice): string {
  const hours = act.act === 'timePasses' ? 24 * dice.roll(dice.pick([3, 10, 40, 250]) ?? 3) : dice.roll(8);
  return new Date(Date.parse(now) + hours * 3_600_000).toISOString();
}

function written(iom: Iom, act: AnyAct, events: Entry['events'], at: string): Entry {
  const by = 'by' in act ? { person: act.by.person, role: act.by.role } : null;
  const { events: dated } = writeDown(iom, events, at, digest);
  return { revision: iom.revision + 1, at, act: act.act, by, door: by ? 'api' : 'route', events: dated, mails: 0 };
}

function check(step: Step, dice: Dice): void {
  for (const [law, holds] of Object.entries(laws)) {
    const wrong = holds(step);
    if (wrong !== undefined) broken(law, step.act, wrong);
  }
  const unoffered = dice.once(3) ? wasOffered(step) : undefined;
  if (unoffered) broken('what is accepted was offered', step.act, unoffered);
}

/** What was stored, read again, leads to the same state; and the state is plain JSON. */
function replay(from: Iom, entries: Entry[], iom: Iom): void {
  const stored = JSON.parse(JSON.stringify(entries)) as Entry[];
  const { process: _, ...state } = stored.reduce(carryOut, from);
  const { process: __, ...live } = iom;
  if (!isDeepStrictEqual(state, live)) throw new Error('the stored entries lead to another state');
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(live)), live)) throw new Error('the state is not plain JSON');
}

function broken(law: string, act: AnyAct, wrong = ''): never {
  throw new Error(`${law}: ${wrong} after ${JSON.stringify(act).slice(0, 400)}`);
}

function count(tally: Record<string, number>, what: string): void {
  tally[what] = (tally[what] ?? 0) + 1;
}

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  Object.values(value).forEach(freeze);
  return value;
}
