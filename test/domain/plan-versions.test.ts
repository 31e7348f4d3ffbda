/** A verdict is bound to the plan it was given on; another plan withdraws what rests on the old one. */
import {
  agreed,
  card,
  comment,
  course,
  designing,
  drafted,
  note,
  opened,
  referred,
  secondCourse,
} from './test-region-life.ts';
import { region, signed, talks, team, check } from './test-region-life.ts';
import type { AnyAct } from '../../domain/acts.ts';
import { decide } from '../../domain/decide.ts';
import { waitingFor } from '../../domain/waiting-for.ts';
import { item, plan, words } from './driver.ts';

const change = { amendment: 'change', items: [course, secondCourse], comment };

function versionOf(over: object): string {
  return designing().do('boss', 'plan', { duty: 'draft', plan: { ...card, ...over } }).iom.plan.version;
}

test('a version counts plans and digests codes, dates, hours and hashes of words', () => {
  const version = drafted().iom.plan.version;
  expect(version).toMatch(/^1-[0-9a-f]{8}$/);
  expect(versionOf({})).toBe(version);
  const changes = [
    { items: [{ ...course, to: '2027-03-16' }] },
    { items: [{ ...course, hours: 8 }] },
    { items: [{ ...course, words: { reason: words('because') } }] },
    { states: { aim: words('another') } },
  ];
  expect(new Set([version, ...changes.map(versionOf)]).size).toBe(5);
});
test('an answer that comes with the plan bears the new version', () => {
  const route = drafted();
  expect(route.events('dutyAnswered').at(-1)).toMatchObject({ duty: 'draft', planVersion: route.iom.plan.version });
  expect(route.iom.done['draft']!.planVersion).toBe(route.iom.plan.version);
});
test('another draft withdraws the verdicts that saw the old one, and they are asked for again', () => {
  const route = signed();
  const before = route.iom.plan.version;
  route.do('boss', 'plan', { duty: 'draft', plan: plan([course, secondCourse], ['aim']) });
  expect(Object.keys(route.iom.done)).toEqual(['team', 'test', 'draft', 'confirmBoss']);
  expect(route.waiting).toEqual(['agreeSecond']);
  expect(route.refusal('second', 'decide', { duty: 'agreeSecond', planVersion: before }).details).toEqual([
    before,
    route.iom.plan.version,
  ]);
  expect(route.refusalOf('second', 'decide', { duty: 'agreeSecond', round: 1 })).toBe('otherRound');
  expect(route.refusalOf('second', 'decide', { duty: 'agreeSecond', round: 2 })).toBe('accepted');
});
test('a joint duty is not signed half under one plan and half under another', () => {
  const route = agreed().do('owner', 'decide', { duty: 'sign' });
  route.do('owner', 'plan', { duty: 'planSide', plan: plan(talks) });
  expect(route.iom.open.find(({ duty }) => duty === 'sign')).toMatchObject({ round: 2, answers: [] });
});
test('a refusal may return into an earlier stage, and everything after it is asked again', () => {
  const route = agreed().do('owner', 'decide', { duty: 'sign', outcome: 'refused', comment });
  expect([route.stage, route.waiting, Object.keys(route.iom.done)]).toEqual(['diagnostic', ['test'], ['team']]);
});
test('the plan keeps nothing a person claims about outcome or steps', () => {
  const route = designing();
  const act = route.act('boss', 'plan', { duty: 'draft', plan: card });
  const items = [{ ...course, outcome: 'passed', steps: ['paper'] }];
  const decision = decide(route.iom, { ...act, plan: { ...card, items } } as AnyAct, route.now);
  const plans = 'events' in decision ? decision.events.filter(({ event }) => event === 'planSubmitted') : [];
  expect(plans).toMatchObject([{ plan: { items: [{ id: 'i1', steps: [] }] } }]);
  expect(plans).not.toMatchObject([{ plan: { items: [{ outcome: 'passed' }] } }]);
});
test('an amendment is in force with the last signature, and steps already taken stay', () => {
  const route = referred().do('boss', 'recordStep', { item: 'i1', step: 'paper' }).do('helper', 'amend', change);
  route.do('helper', 'decide', { duty: 'signChange' });
  expect(route.iom.plan.items).toHaveLength(1);
  route.do('owner', 'decide', { duty: 'signChange' });
  expect(route.iom.plan.items.map(({ id, steps }) => [id, steps])).toEqual([
    ['i1', ['paper']],
    ['i2', []],
  ]);
  expect(route.iom.plan.version).toMatch(/^2-/);
});
test('an amendment one of them does not sign is dropped', () => {
  const route = referred().do('helper', 'amend', change);
  route.do('owner', 'decide', { duty: 'signChange', outcome: 'refused', comment });
  expect([route.iom.amendment, route.waiting.includes('signChange'), route.iom.plan.items.length]).toEqual([
    null,
    false,
    1,
  ]);
});
test('what is done while an amendment waits stays done', () => {
  const route = referred().do('boss', 'recordStep', { item: 'i1', step: 'paper' }).do('helper', 'amend', change);
  route.do('helper', 'completeItem', { item: 'i1', outcome: 'passed' });
  for (const role of ['helper', 'owner']) route.do(role, 'decide', { duty: 'signChange' });
  expect(route.iom.plan.items.map(({ outcome }) => outcome)).toEqual(['passed', undefined]);
});
test('one person in two roles of a joint duty signs once, for both', () => {
  const people = { helper: 'p-both', second: 'p-both' };
  const route = opened()
    .do('boss', 'assign', { ...team, people })
    .do('owner', 'record', check);
  agreed(drafted(route)).do('helper', 'decide', { duty: 'sign' });
  expect(route.refusalOf('second', 'decide', { duty: 'sign' })).toBe('alreadyActed');
  expect(
    waitingFor(route.iom)
      .filter(({ duty }) => duty === 'sign')
      .map(({ role }) => role),
  ).toEqual(['owner']);
  expect(route.do('owner', 'decide', { duty: 'sign' }).waiting).toContain('approve');
});
test('the first stand-in that fits acts, and nobody else', () => {
  const headed = designing({ ownerHolds: ['boss'] }, 'town');
  expect(headed.refusal('boss', 'plan', { duty: 'draft', plan: card })).toMatchObject({
    refusal: 'notYourRole',
    details: ['owner', 'town'],
  });
  const place = { organisation: 'o-1', organisationKind: 'college', municipality: 'm-1', region: 'RU-TST' };
  expect(designing({ ownerHolds: ['boss'], place }, 'region').stage).toBe('design');
});
test('a gate the region switches on puts one more approval in', () => {
  expect(signed().waiting).toContain('approve');
  const gated = agreed();
  const gates = { extraApproval: { ...region.gates['extraApproval']!, on: true } };
  gated.iom = { ...gated.iom, process: { ...region, gates } };
  expect(signed(gated).waiting).toEqual(['approveExtra', 'acknowledge']);
});
test('two failures, and one more chance given by decision', () => {
  const route = referred().do('boss', 'recordStep', { item: 'i1', step: 'paper' });
  route.do('helper', 'completeItem', { item: 'i1', outcome: 'passed' }).pass({ months: 2 });
  const failed = { duty: 'defend', outcome: 'notPassed', comment };
  route.do('helper', 'record', failed).do('helper', 'record', failed);
  expect(route.waiting).toEqual(['acknowledge', 'afterFailure']);
  expect(route.do('boss', 'decide', { duty: 'afterFailure', outcome: 'oneMore' }).waiting).toContain('defend');
  route.do('helper', 'record', { duty: 'defend', fields: note });
  expect(route.do('boss', 'decide', { duty: 'results', outcome: 'good', fields: note }).stage).toBe('completed');
});
test('whom the route waits for: who, since when, until when, and whether it holds the route', () => {
  expect(waitingFor(referred().iom)).toEqual([
    {
      role: 'region',
      duty: 'acknowledge',
      since: '2027-01-11T05:00:00.000Z',
      due: '2027-01-18T11:59:59.999Z',
      blocking: false,
    },
    {
      role: 'owner',
      duty: 'carryingOut',
      since: '2027-01-11T05:00:00.000Z',
      due: '2027-07-11T11:59:59.999Z',
      blocking: true,
      person: 'p-educator',
    },
  ]);
});
test('an item of another part is not touched by planning one part', () => {
  const route = drafted().do('owner', 'plan', { duty: 'planSide', plan: plan(talks) });
  expect(route.iom.plan.items.map(({ id }) => id)).toEqual(['i1', 'i3', 'i4']);
  expect(
    route.refusalOf('owner', 'plan', { duty: 'planSide', plan: plan([item('i5', { part: 'side', kind: 'talk' })]) }),
  ).toBe('planBreaksRule');
});
