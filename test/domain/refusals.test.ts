/** Every reason of the closed list, provoked at least once by somebody who might do exactly that. */
import { refusalReasons } from '../../domain/refusals.ts';
import type { RefusalReason } from '../../domain/refusals.ts';
import * as bashkortostan from './bashkortostan-life.ts';
import { fields, plan, tryOpen, words } from './driver.ts';
import type { Route } from './driver.ts';
import * as region from './test-region-life.ts';
import { card, check, comment, course, note, secondCourse, talks, team } from './test-region-life.ts';

/** Only whoever writes down or speaks to people can know these. */
const notOfTheDomain: RefusalReason[] = [
  'malformed',
  'keyReused',
  'proofInvalid',
  'notThroughThisDoor',
  'roleNotHeld',
  'personUnknown',
  'personNotEligible',
  'wordsUnknown',
];

type Ask = [role: string, act: Parameters<Route['do']>[1], rest?: Record<string, unknown>];
type Case = [reason: RefusalReason, who: string, route: () => Route, ask: Ask, details?: string[]];

const draft = { duty: 'draft', plan: card };
const change = { amendment: 'change', items: [course, secondCourse], comment };
const outside = { on: '2027-01-10', order: '12' };

function withItems(items: object[], over: object = {}): Record<string, unknown> {
  return { ...draft, plan: { ...plan(items as never, ['aim']), ...over } };
}

const cases: Case[] = [
  [
    'staleRevision',
    'somebody looked before others acted',
    region.designing,
    ['owner', 'plan', { ...draft, ifRevision: 1 }],
    ['1', '3'],
  ],
  [
    'planChanged',
    'signs a plan that is another by now',
    region.agreed,
    ['owner', 'decide', { duty: 'sign', planVersion: '0' }],
  ],
  [
    'planChanged',
    'amends a plan that is another by now',
    region.referred,
    ['helper', 'amend', { ...change, planVersion: '0' }],
  ],
  [
    'otherRound',
    'signs an opening that is over',
    region.agreed,
    ['owner', 'decide', { duty: 'sign', round: 2 }],
    ['2', '1'],
  ],
  [
    'routeClosed',
    'comes after the end',
    region.closed,
    ['owner', 'record', { duty: 'diary', fields: note }],
    ['completed'],
  ],
  ['routeSuspended', 'works during a pause', paused, ['owner', 'record', { duty: 'note', fields: note }]],
  ['notSuspended', 'resumes what goes on', region.referred, ['boss', 'resume']],
  ['notYourRole', 'a helper approves', region.signed, ['helper', 'decide', { duty: 'approve' }], ['town']],
  [
    'notYourRole',
    'a stranger calls himself the owner',
    region.drafted,
    ['owner', 'decide', { duty: 'sign', person: 'p-x' }],
  ],
  [
    'ownIom',
    'the owner approves as the town',
    region.signed,
    ['town', 'decide', { duty: 'approve', person: 'p-educator' }],
  ],
  [
    'ownIom',
    'the owner, an administrator, repairs',
    region.signed,
    ['admin', 'close', { person: 'p-educator', reason: 'mistake' }],
  ],
  [
    'ownIom',
    'the owner is to be the own helper',
    region.opened,
    ['boss', 'assign', { ...team, people: { helper: 'p-educator', second: 'p-s' } }],
    ['helper'],
  ],
  [
    'notAssigned',
    'a helper of other routes',
    region.agreed,
    ['helper', 'decide', { duty: 'sign', person: 'p-x' }],
    ['helper'],
  ],
  ['alreadyActed', 'signs twice', halfSigned, ['owner', 'decide', { duty: 'sign' }], ['owner']],
  [
    'dutyNotOpen',
    'names what is missing first',
    region.drafted,
    ['owner', 'decide', { duty: 'sign' }],
    ['agreeSecond'],
  ],
  ['dutyNotOpen', 'a duty of no edition', region.opened, ['boss', 'decide', { duty: 'nonsense' }], ['nonsense']],
  ['wrongStage', 'drafts before the check', region.opened, ['owner', 'plan', draft], ['design', 'diagnostic']],
  ['wrongAct', 'decides what is to be recorded', region.opened, ['owner', 'decide', { duty: 'test' }], ['record']],
  [
    'unknownOutcome',
    'an outcome of no edition',
    region.signed,
    ['town', 'decide', { duty: 'approve', outcome: 'perhaps' }],
    ['given', 'refused'],
  ],
  ['unknownOutcome', 'a choice without choosing', region.defended, ['boss', 'decide', { duty: 'results' }]],
  [
    'outcomeNotOpenToYou',
    'declines what is obligatory',
    obliged,
    ['owner', 'record', { duty: 'test', outcome: 'declined', comment }],
  ],
  [
    'commentRequired',
    'refuses without words',
    region.signed,
    ['town', 'decide', { duty: 'approve', outcome: 'refused' }],
  ],
  [
    'commentRequired',
    'reports an item impossible without words',
    region.referred,
    ['owner', 'reportItemImpossible', { item: 'i1' }],
  ],
  ['reasonRequired', 'an administrator closes without a reason', region.referred, ['admin', 'close']],
  [
    'fieldsMissing',
    'an order without number',
    region.opened,
    ['boss', 'assign', { ...team, fields: { date: '2027-01-11' } }],
    ['orderNumber'],
  ],
  [
    'fieldsMissing',
    'half a team',
    region.opened,
    ['boss', 'assign', { ...team, people: { helper: 'p-h' } }],
    ['second'],
  ],
  [
    'fieldsMissing',
    'an item without its paper',
    region.referred,
    ['helper', 'completeItem', { item: 'i1' }],
    ['paper'],
  ],
  [
    'fieldsMissing',
    'another helper without an order',
    region.referred,
    ['boss', 'reassign', { people: { helper: 'p-new' }, comment }],
    ['order'],
  ],
  [
    'fieldUnknown',
    'a field nobody asked for',
    region.opened,
    ['owner', 'record', { ...check, fields: { ...check.fields, extra: 1 } }],
    ['extra'],
  ],
  [
    'fieldUnknown',
    'words an item does not have',
    region.designing,
    ['owner', 'plan', withItems([{ ...course, words: { extra: words() } }])],
  ],
  [
    'fieldUnknown',
    'a statement a plan does not have',
    region.designing,
    ['owner', 'plan', withItems([course], { states: { extra: words() } })],
  ],
  [
    'fieldWrong',
    'words for a choice',
    region.opened,
    ['owner', 'record', { ...check, fields: { ...check.fields, form: words() } }],
    ['form'],
  ],
  [
    'fieldWrong',
    'a choice that is not there',
    region.opened,
    ['owner', 'record', { ...check, fields: { ...check.fields, form: 'sung' } }],
    ['form'],
  ],
  [
    'fieldWrong',
    'a number for levels',
    region.opened,
    ['owner', 'record', { ...check, fields: { ...check.fields, level: 3 } }],
    ['level'],
  ],
  [
    'competenceUnknown',
    'a level of nothing',
    region.opened,
    ['owner', 'record', { ...check, fields: { ...check.fields, level: { singing: 'low' } } }],
    ['singing'],
  ],
  [
    'competenceUnknown',
    'a deficit of nothing',
    region.designing,
    ['owner', 'plan', withItems([{ ...course, deficits: ['singing'] }])],
  ],
  ['outsideNotAllowed', 'an edition without that clause', notOutside, ['owner', 'record', { ...check, outside }]],
  [
    'outsideInFuture',
    'a verdict of tomorrow',
    region.signed,
    ['admin', 'recordOnPaper', { ...paper(), outside: { on: '2027-01-12' } }],
    ['2027-01-12', '2027-01-11'],
  ],
  [
    'planBreaksRule',
    'too many courses',
    region.designing,
    ['owner', 'plan', withItems(['i1', 'i2', 'i3', 'i4', 'i5', 'i6'].map((id) => ({ ...course, id })))],
    ['itemCount: 6'],
  ],
  [
    'planBreaksRule',
    'ends before it begins',
    region.designing,
    ['owner', 'plan', withItems([{ ...course, to: '2027-01-20' }])],
    ['i1: to < from'],
  ],
  ['itemUnknown', 'an item of no plan', region.referred, ['helper', 'completeItem', { item: 'i9' }], ['i9']],
  ['itemTwice', 'one id for two items', region.designing, ['owner', 'plan', withItems([course, course])], ['i1']],
  [
    'itemTwice',
    'the id of an item of another part',
    region.drafted,
    ['owner', 'plan', { duty: 'planSide', plan: plan([{ ...talks[0]!, id: 'i1' }, talks[1]!]) }],
  ],
  ['itemClosed', 'completes it again', region.carriedOut, ['helper', 'completeItem', { item: 'i1' }], ['i1']],
  [
    'itemClosed',
    'amends what is done',
    doneAndGoing,
    ['helper', 'amend', { ...change, items: [{ ...course, hours: 7 }] }],
    ['i1'],
  ],
  [
    'kindUnknown',
    'a party',
    region.designing,
    ['owner', 'plan', withItems([{ ...course, kind: 'party' }])],
    ['i1: main/party'],
  ],
  [
    'kindUnknown',
    'a course among the talks',
    region.drafted,
    ['owner', 'plan', { duty: 'planSide', plan: plan([secondCourse]) }],
  ],
  [
    'markUnknown',
    'a mark nobody vouches for',
    region.designing,
    ['owner', 'plan', withItems([{ ...course, marks: ['golden'] }])],
    ['i1: golden'],
  ],
  ['partNotInForce', 'works before approval', region.signed, ['helper', 'completeItem', { item: 'i1' }], ['approve']],
  [
    'amendmentUnknown',
    'an amendment of no edition',
    region.referred,
    ['helper', 'amend', { ...change, amendment: 'nonsense' }],
  ],
  ['amendmentPending', 'two at a time', amending, ['helper', 'amend', change], ['change']],
  ['notInThisStage', 'amends a draft', region.drafted, ['helper', 'amend', change], ['implementation']],
  [
    'notAllowed',
    'prolongs where nothing is prolonged',
    bashkortostan.approved,
    ['cnppmHead', 'prolong', { term: '1 month', comment }],
  ],
  [
    'termFixedByLaw',
    'moves a term of the act',
    lawful,
    ['admin', 'moveTerm', { duty: 'refer', due: '2027-03-01', reason: 'leave' }],
  ],
  [
    'termInPast',
    'moves a term to yesterday',
    region.opened,
    ['admin', 'moveTerm', { duty: 'team', due: '2027-01-10', reason: 'leave' }],
  ],
  ['tooLong', 'prolongs by a year', region.referred, ['boss', 'prolong', { term: '1 year', comment }], ['3 months']],
  ['tooOften', 'prolongs twice', prolonged, ['boss', 'prolong', { term: '1 month', comment }], ['1']],
  [
    'onlyTheseChanges',
    'proposes other items',
    region.referred,
    ['second', 'propose', { about: 'items', comment }],
    ['dates'],
  ],
  ['alreadyOpen', 'opens it again', region.opened, ['owner', 'open', { way: 'wish', fields: fields(['why']) }]],
];

const named = cases.map(([reason, who, route, ask, details]) => ({ reason, who, route, ask, details }));

test.each(named)('$reason: $who', ({ reason, route, ask: [role, act, rest], details }) => {
  const refusal = route().refusal(role, act, rest);
  expect(refusal).toMatchObject({ refusal: reason, ...(details && { details }) });
});
test('notCovered: a university', () => {
  const place = { organisation: 'o-1', organisationKind: 'university', municipality: 'm-1', region: 'RU-TST' };
  expect(tryOpen(region.region, { place })).toMatchObject({ refusal: 'notCovered', basis: 'source 1' });
});
test('the closed list is covered', () => {
  const provoked = new Set<RefusalReason>([...notOfTheDomain, 'notCovered', ...cases.map(([reason]) => reason)]);
  expect(refusalReasons.filter((reason) => !provoked.has(reason))).toEqual([]);
});

test('what is most useful comes first: the end, then the role, then the pause, then the duty, then the content', () => {
  const blind = { duty: 'approve', outcome: 'refused', round: 7, planVersion: '0' };
  expect(region.closed().refusalOf('helper', 'decide', blind)).toBe('routeClosed');
  expect(paused().refusalOf('helper', 'decide', blind)).toBe('notYourRole');
  expect(paused().refusalOf('town', 'decide', blind)).toBe('routeSuspended');
  expect(region.referred().refusalOf('town', 'decide', blind)).toBe('wrongStage');
  expect(region.drafted().refusalOf('town', 'decide', blind)).toBe('dutyNotOpen');
  expect(region.signed().refusalOf('town', 'decide', blind)).toBe('otherRound');
  expect(region.signed().refusalOf('town', 'decide', { ...blind, round: 1 })).toBe('planChanged');
  expect(region.signed().refusalOf('town', 'decide', { duty: 'approve', outcome: 'refused' })).toBe('commentRequired');
});

function paused(): Route {
  return region.referred().do('boss', 'suspend', { comment });
}
function halfSigned(): Route {
  return region.agreed().do('owner', 'decide', { duty: 'sign' });
}
function obliged(): Route {
  return region.opened({ facts: ['obliged'] });
}
function notOutside(): Route {
  return adapted(region.opened(), { outside: null });
}
function amending(): Route {
  return region.referred().do('helper', 'amend', change);
}
function prolonged(): Route {
  return region.referred().do('boss', 'prolong', { term: '1 month', comment });
}
function doneAndGoing(): Route {
  return region
    .referred()
    .do('boss', 'recordStep', { item: 'i1', step: 'paper' })
    .do('helper', 'completeItem', { item: 'i1' });
}
function lawful(): Route {
  const route = region.approved();
  const stages = structuredClone(route.iom.process.stages);
  stages.flatMap(({ duties }) => duties).find(({ duty }) => duty === 'refer')!.within!.basis = 'source 8';
  return adapted(route, { stages });
}
function paper(): object {
  return { duty: 'approve', signer: { person: 'p-town', role: 'town' }, outside };
}
/** The same route under an edition that differs in one thing. */
function adapted(route: Route, over: Partial<typeof region.region>): Route {
  route.iom = { ...route.iom, process: { ...route.iom.process, ...over } };
  return route;
}
