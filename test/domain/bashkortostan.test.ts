/**
 * Rows of the catalogue of requirements for Bashkortostan. The id stands first where the pure engine shows the whole row;
 * where status codes, mails or exports belong to it, it stands in brackets at the end.
 */
import {
  agreed,
  programme as approval,
  approved,
  card,
  carriedOut,
  closed,
  comment,
  concluded,
  concluding,
  conclusion,
} from './bashkortostan-life.ts';
import {
  designing,
  drafted,
  finalEvent,
  items,
  masterClass,
  meeting,
  needs,
  opened,
  region,
  report,
} from './bashkortostan-life.ts';
import { signed, team, teamed, entry } from './bashkortostan-life.ts';
import { fields, plan, tryOpen } from './driver.ts';
import type { Route } from './driver.ts';

const [programme, visit] = items as [(typeof items)[0], (typeof items)[0]];

function draftOf(list: object[]): string {
  return designing().refusalOf('tutor', 'plan', { duty: 'draft', plan: plan(list as never) });
}
function upTo(to: string): string {
  return draftOf(items.map((each) => ({ ...each, from: '2027-03-01', to })));
}
function toldOfTheYear(days: number): string[] {
  const route = approved().pass({ years: 1, days });
  return route.events('escalated').flatMap(({ duty, to }) => (duty ? [] : [to]));
}
function climbed(route: Route): string[] {
  return route.events('escalated').flatMap(({ duty, to }) => (duty ? [to] : []));
}

test('a whole route: returned twice, escalated, corrected with three signatures, lapsed, prolonged into a new cycle', () => {
  const route = signed().do('cnppmHead', 'decide', { duty: 'agree', outcome: 'refused', comment });
  expect(route.waiting).toEqual(['draft']);
  agreed(route).do('schoolHead', 'decide', { duty: 'approve', outcome: 'refused', comment });
  expect(route.iom.done['agree']).toBeUndefined();
  agreed(route).pass({ days: 16 });
  expect(climbed(route)).toEqual(['cnppmHead', 'regionalAdministrator']);
  route.do('schoolHead', 'decide', { duty: 'approve' });
  route.do('tutor', 'record', { duty: 'startMark', fields: { date: '2027-02-01' } });
  route.do('educator', 'reportItemImpossible', { item: 'i2', comment });
  route.do('tutor', 'amend', { amendment: 'correction', items: [programme, masterClass], comment });
  for (const role of ['regionalMethodologist', 'tutor', 'educator'])
    route.do(role, 'decide', { duty: 'signCorrection' });
  expect(route.told('amended')).toEqual(['schoolHead', 'cnppmHead']);
  route.do('educator', 'completeItem', { item: 'i1', fields: report }).pass({ years: 1, days: 20 });
  expect(route.waiting).toContain('afterLapse');
  route.do('tutor', 'decide', { duty: 'afterLapse', outcome: 'goToFinalStage', comment });
  expect([route.stage, route.iom.flags]).toEqual(['reflection', []]);
  closed(concluded(concluding(route, {}), 'prolong'));
  expect(route.stage).toBe('carriedOver');
  const [successor] = route.events('successorProposed');
  expect(successor).toMatchObject({ successor: { reason: 'prolongation', atMost: '6 months' }, items: ['i2', 'i3'] });
});
test('a route stays small: entries, events and bytes of a whole life', () => {
  const { entries, iom } = closed();
  expect(entries.length).toBeLessThanOrEqual(25);
  expect(entries.flatMap(({ events }) => events).length).toBeLessThanOrEqual(140);
  expect(JSON.stringify(entries).length).toBeLessThan(36_000);
  expect(JSON.stringify({ ...iom, process: null }).length).toBeLessThan(12_000);
});
test('a prolonging route has half a year and cannot be prolonged again', () => {
  const way = { way: 'prolongation', atMost: '6 months' };
  const route = approved(designing(way));
  expect(route.iom.clock!.latestEnd).toBe('2027-07-11T18:59:59.999Z');
  expect(concluding(carriedOut(route)).refusalOf('tutor', 'decide', conclusion('prolong'))).toBe('outcomeNotOpenToYou');
});

test('a teacher of a school has a route, one of a university has none [BSH-01]', () => {
  const place = { organisation: 'o-1', organisationKind: 'university', municipality: 'm-1', region: 'RU-BA' };
  expect(tryOpen(region, { place })).toMatchObject({ refusal: 'notCovered' });
  expect(tryOpen(region, { staff: 'managerial' })).toMatchObject({ refusal: 'notCovered' });
  expect(opened().stage).toBe('diagnostic');
});
test('BSH-02 a year is planned and not a day more', () => {
  expect([upTo('2028-03-01'), upTo('2028-03-02')]).toEqual(['accepted', 'planBreaksRule']);
});
test('BSH-03 a plan without a Программа, or with one that ЦНППМ has not approved, is refused', () => {
  const unapproved = teamed().do('educator', 'record', entry).do('regionalMethodologist', 'record', needs);
  expect(draftOf([visit])).toBe('planBreaksRule');
  expect(unapproved.refusalOf('tutor', 'plan', { duty: 'draft', plan: plan([programme]) })).toBe('planBreaksRule');
  expect(draftOf([programme])).toBe('accepted');
});
test('ЦНППМ owes the approval of a Программа, is reminded of it, and may approve another one afterwards [BSH-03]', () => {
  const route = teamed().do('educator', 'record', entry).do('regionalMethodologist', 'record', needs);
  expect(route.waiting).toEqual(['approveProgramme', 'draft']);
  route.pass({ days: 15 });
  expect(route.events('reminded').map(({ duty }) => duty)).toContain('approveProgramme');
  expect(climbed(route)).toContain('regionalAdministrator');
  route.do('cnppmHead', 'decide', approval);
  expect(route.waiting).toEqual(['draft']);
  expect(drafted(route).refusalOf('cnppmHead', 'decide', approval)).toBe('accepted');
});
test('BSH-13 the teacher asks, or confirms what others found', () => {
  expect(tryOpen(region, { by: 'schoolHead', way: 'personalRequest' })).toMatchObject({ refusal: 'notYourRole' });
  const found = opened({ way: 'foundDeficits', by: 'schoolHead' });
  expect(found.waiting).toEqual(['confirmWish']);
  const wish = { duty: 'confirmWish', fields: fields(['questionsOrInterests']) };
  expect(opened({ way: 'foundDeficits', by: 'schoolHead' }).do('educator', 'record', wish).waiting).toContain('team');
  expect(found.do('educator', 'record', { duty: 'confirmWish', outcome: 'declined' }).stage).toBe('notStarted');
});
test('BSH-16 a request that says nothing is refused', () => {
  expect(tryOpen(region, { fields: {} })).toMatchObject({
    refusal: 'fieldsMissing',
    details: ['questionsOrInterests'],
  });
});
test('a tutor is assigned by an order with a number, by the head of ЦНППМ alone [BSH-19]', () => {
  const route = opened().do('cnppmHead', 'record', meeting);
  expect(route.refusal('cnppmHead', 'assign', { ...team, fields: { date: '2027-01-11' } }).details).toEqual([
    'orderNumber',
  ]);
  expect(route.refusalOf('schoolHead', 'assign', team)).toBe('notYourRole');
});
test('BSH-20 an order before the opening meeting is refused, and the meeting has date and participants', () => {
  expect(opened().refusal('cnppmHead', 'assign', team)).toMatchObject({
    refusal: 'planBreaksRule',
    details: ['recorded: openingMeeting'],
  });
  const missing = opened().refusal('cnppmHead', 'record', {
    ...meeting,
    fields: fields(['tutorCooperation', 'draftOrder']),
  });
  expect(missing.details).toEqual(['date', 'participants']);
  expect(teamed().iom.recorded['openingMeeting']).toMatchObject({ date: '2027-01-11' });
});
test('BSH-21 the meeting has the item of tutor cooperation', () => {
  const without = { ...meeting, fields: fields(['participants', 'draftOrder'], { date: '2027-01-11' }) };
  expect(opened().refusal('cnppmHead', 'record', without).details).toEqual(['tutorCooperation']);
  expect(teamed().iom.recorded['openingMeeting']).toHaveProperty('tutorCooperation');
});
test('BSH-22 a team with one missing is refused, and the role is named', () => {
  const { subjectAssociationHead: _, ...people } = team.people;
  const route = opened().do('cnppmHead', 'record', meeting);
  expect(route.refusal('cnppmHead', 'assign', { ...team, people }).details).toEqual(['subjectAssociationHead']);
});
test('an act of a later stage is refused with both stages [BSH-23]', () => {
  expect(teamed().refusal('tutor', 'plan', { duty: 'draft', plan: card })).toMatchObject({
    refusal: 'wrongStage',
    details: ['design', 'diagnostic'],
  });
  expect(
    closed()
      .events('stageEntered')
      .map(({ stage }) => stage),
  ).toEqual(['diagnostic', 'design', 'implementation', 'reflection']);
});
test('methodologist or tutor drafts, the teacher comments [BSH-29]', () => {
  expect(designing().refusalOf('educator', 'plan', { duty: 'draft', plan: card })).toBe('notYourRole');
  expect(designing().refusalOf('regionalMethodologist', 'plan', { duty: 'draft', plan: card })).toBe('accepted');
  expect(designing().do('educator', 'propose', { about: 'items', comment }).told('proposed')).toEqual(['tutor']);
});
test('BSH-33 an event without dates is refused', () => {
  const { from: _, ...undated } = visit;
  expect(draftOf([programme, undated])).toBe('planBreaksRule');
  expect(draftOf([programme, { ...undated, from: '2027-03-01' }])).toBe('accepted');
});
test('an item is called by a name and has an organiser [BSH-53]', () => {
  for (const word of Object.keys(visit.words)) {
    const { [word]: _, ...words } = visit.words;
    expect(draftOf([programme, { ...visit, words }])).toBe('planBreaksRule');
  }
  expect(Object.keys(visit.words)).toEqual(['name', 'organiser']);
});
test('the teacher may propose in design and while the route is carried out', () => {
  const propose = { about: 'dates', comment };
  expect(designing().do('educator', 'propose', propose).told('proposed')).toEqual(['tutor']);
  expect(approved().do('educator', 'propose', propose).told('proposed')).toEqual(['tutor']);
});
test('a consultation need not settle what the teacher answers for, and may [BSH-43]', () => {
  const consult = (names: string[]) =>
    approved().refusalOf('tutor', 'record', { duty: 'consultation', fields: fields(names) });
  expect([consult(['note']), consult(['note', 'responsibility'])]).toEqual(['accepted', 'accepted']);
  expect(consult(['responsibility'])).toBe('fieldsMissing');
});
test('a final event of several days has a first and a last one [BSH-58]', () => {
  const event = { ...finalEvent, fields: { ...finalEvent.fields, datesEnd: '2027-12-22' } };
  expect(concluding().refusalOf('educator', 'record', event)).toBe('accepted');
});
test('approval before agreement is refused, and so is agreement by the school head [BSH-34]', () => {
  const approve = { duty: 'approve' };
  expect(signed().refusal('schoolHead', 'decide', approve)).toMatchObject({
    refusal: 'dutyNotOpen',
    details: ['agree'],
  });
  expect(signed().refusalOf('schoolHead', 'decide', { duty: 'agree' })).toBe('notYourRole');
  expect(agreed().refusalOf('schoolHead', 'decide', approve)).toBe('accepted');
});
test('the head of the school approves, and the route is carried out [BSH-35]', () => {
  expect([agreed().stage, approved().stage]).toEqual(['design', 'implementation']);
  expect(agreed().refusalOf('cnppmHead', 'decide', { duty: 'approve' })).toBe('notYourRole');
});
test('BSH-36 a card with one signature is not put to agreement', () => {
  const half = drafted().do('educator', 'decide', { duty: 'signCard' });
  expect(half.refusal('cnppmHead', 'decide', { duty: 'agree' }).details).toEqual(['signCard']);
  expect(half.do('regionalMethodologist', 'decide', { duty: 'signCard' }).waiting).toEqual(['agree']);
});
test('start and completion are marked with a date by the tutor [BSH-37]', () => {
  const marked = concluding().iom.recorded;
  expect([marked['startMark'], marked['completionMark']]).toEqual([{ date: '2027-01-11' }, { date: '2027-12-15' }]);
  expect(approved().refusalOf('educator', 'record', { duty: 'startMark', fields: { date: '2027-01-11' } })).toBe(
    'notYourRole',
  );
});
test('a year after approval the route is overdue, told once [BSH-38]', () => {
  const route = approved().pass({ years: 1, days: 1 });
  expect(route.iom.flags).toContain('termOver');
  expect(route.told('termLapsed')).toEqual(['educator', 'tutor', 'regionalMethodologist', 'deputyHead']);
  expect(route.stage).toBe('implementation');
});
test('BSH-73 conclusions with one signature are not final', () => {
  const route = concluded().do('regionalMethodologist', 'decide', { duty: 'signConclusions' });
  expect(route.refusalOf('educator', 'decide', { duty: 'acknowledgeConclusions' })).toBe('dutyNotOpen');
  expect(route.do('schoolHead', 'decide', { duty: 'signConclusions' }).waiting).toEqual(['acknowledgeConclusions']);
});
test('BSH-74 closing waits for the teacher’s acknowledgement, which is dated', () => {
  const route = concluded().do('regionalMethodologist', 'decide', { duty: 'signConclusions' });
  route.do('schoolHead', 'decide', { duty: 'signConclusions' }).pass({ days: 60 });
  expect(route.stage).toBe('reflection');
  route.do('educator', 'decide', { duty: 'acknowledgeConclusions' });
  expect([route.stage, route.iom.done['acknowledgeConclusions']!.on]).toEqual(['completed', route.now]);
});
test('BSH-75 low effectiveness without causes and ways is refused; so are conclusions without results', () => {
  const route = concluding().do('tutor', 'decide', conclusion('success'));
  const low = { duty: 'conclusions', outcome: 'lowEffectiveness' };
  expect(route.refusal('regionalMethodologist', 'record', low).details).toEqual(['causes', 'waysOfProlongation']);
  expect(route.refusal('regionalMethodologist', 'record', { duty: 'conclusions' }).details).toEqual(['results']);
  const whole = { ...low, fields: fields(['causes', 'waysOfProlongation']) };
  expect(route.refusalOf('regionalMethodologist', 'record', whole)).toBe('accepted');
});
test('a closed card is read-only [BSH-76]', () => {
  const route = closed();
  expect(route.refusalOf('educator', 'record', { duty: 'reflect', fields: fields(['entry']) })).toBe('routeClosed');
  expect(route.refusalOf('tutor', 'amend', { amendment: 'correction', items, comment })).toBe('routeClosed');
  expect(route.acts('educator')).toEqual([]);
});
test('agreement and approval in seven days; silence reminds, climbs and consents to nothing [BSH-79]', () => {
  const route = signed().pass({ days: 60 });
  expect([route.waiting, route.stage, route.events('reminded').length > 0]).toEqual([['agree'], 'design', true]);
  expect([...new Set(climbed(route))]).toEqual(['regionalMethodologist', 'regionalAdministrator']);
  expect(agreed().iom.open.find(({ duty }) => duty === 'approve')!.due).toBe('2027-01-18T18:59:59.999Z');
  expect(agreed().pass({ days: 60 }).waiting).toEqual(['approve']);
});
test('BSH-80 a refusal with a comment reopens the draft, and the agreement is given again', () => {
  for (const [route, role, duty] of [
    [signed(), 'cnppmHead', 'agree'],
    [agreed(), 'schoolHead', 'approve'],
  ] as const) {
    expect(route.refusalOf(role, 'decide', { duty, outcome: 'refused' })).toBe('commentRequired');
    route.do(role, 'decide', { duty, outcome: 'refused', comment });
    expect([route.waiting, Object.keys(route.iom.done)]).toEqual([
      ['draft'],
      expect.not.arrayContaining(['agree', 'signCard']),
    ]);
    expect(signed(route).waiting).toEqual(['agree']);
  }
});
test('fourteen days after the year both heads are told at once [BSH-82]', () => {
  expect([toldOfTheYear(14), toldOfTheYear(15)]).toEqual([[], ['schoolHead', 'cnppmHead']]);
});
test('fourteen days for the team from the request; a new order puts the old tutor out [BSH-84]', () => {
  expect(opened().iom.open.find(({ duty }) => duty === 'team')!.due).toBe('2027-01-25T18:59:59.999Z');
  expect(
    opened()
      .pass({ days: 15 })
      .events('lapsed')
      .map(({ duty }) => duty),
  ).toContain('team');
  const route = approved().do('cnppmHead', 'reassign', { people: { tutor: 'p-new' }, order: '12-к' });
  const mark = { duty: 'startMark', fields: { date: '2027-01-12' } };
  expect(route.refusalOf('tutor', 'record', { ...mark, person: 'p-tutor' })).toBe('notAssigned');
  expect(route.refusalOf('tutor', 'record', mark)).toBe('accepted');
  expect(route.iom.formerlyAssigned).toEqual({ tutor: ['p-tutor'] });
});
test('BSH-92 nobody holds a team role on the own route, nor signs, agrees or approves it', () => {
  const route = opened().do('cnppmHead', 'record', meeting);
  const own = { ...team, people: { ...team.people, deputyHead: 'p-educator' } };
  expect(route.refusal('cnppmHead', 'assign', own)).toMatchObject({ refusal: 'ownIom', details: ['deputyHead'] });
  expect(route.refusalOf('cnppmHead', 'assign', team)).toBe('accepted');
  const person = 'p-educator';
  expect(signed().refusalOf('cnppmHead', 'decide', { duty: 'agree', person })).toBe('ownIom');
  expect(agreed().refusalOf('schoolHead', 'decide', { duty: 'approve', person })).toBe('ownIom');
  expect(drafted().refusalOf('regionalMethodologist', 'decide', { duty: 'signCard', person })).toBe('ownIom');
  const head = agreed(designing({ ownerHolds: ['schoolHead'] }));
  expect(head.refusalOf('schoolHead', 'decide', { duty: 'approve' })).toBe('notYourRole');
  expect(head.refusalOf('municipalAuthority', 'decide', { duty: 'approve' })).toBe('accepted');
});
