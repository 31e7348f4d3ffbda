/** Every check has an edition it refuses: the fixture region, broken in one place. */
import { crossCheck, crossCheckNames } from '../../domain/cross-checks.ts';
import { Duty } from '../../domain/regulation-duties.ts';
import type { Regulation } from '../../domain/regulation.ts';
import { loadEdition } from '../../regulations/load.ts';

const sound = loadEdition('test/fixtures/ru-tst.2020-01-01.yaml').regulation;

function duty(r: Regulation, id: string): Regulation['stages'][number]['duties'][number] {
  return r.stages.flatMap(({ duties }) => duties).find((each) => each.duty === id)!;
}
function outcome(r: Regulation, id: string, name: string) {
  return duty(r, id).outcomes[name]!;
}

/** `id` cannot be done without this record. */
function demand(r: Regulation, id: string, ...anyOf: string[]): void {
  duty(r, id).requires.push({ rule: 'recorded', anyOf, severity: 'block', basis: 'source 7' });
}
/** A record of its own, which this duty alone makes and the other one demands. */
function noteOnly(r: Regulation, maker: string, demanding: string): void {
  r.records['memo'] = r.records['note']!;
  duty(r, maker).record = 'memo';
  duty(r, maker).after = [];
  demand(r, demanding, 'memo');
}

/** Name of the check → how the fixture is broken, and the place that must be named. */
const broken: Record<string, [(r: Regulation) => void, place: string]> = {
  namesAreDescribed: [(r) => r.closing.tells.push('nobody'), 'closing.tells.2'],
  dutiesAreNamedOnce: [(r) => r.stages[1]!.duties.push(duty(r, 'team')), 'stages.1.duties.8'],
  everyDutyHasSomebody: [(r) => delete duty(r, 'team').by, 'stages.0.duties.0'],
  everyDutySaysWhat: [(r) => delete duty(r, 'team').assigns, 'stages.0.duties.0'],
  outcomesHaveOneEffect: [
    (r) => (outcome(r, 'agreeSecond', 'refused').fulfils = true),
    'stages.1.duties.2.outcomes.refused',
  ],
  outcomesAreNotThePlainAnswer: [
    (r) => (duty(r, 'sign').outcomes['given'] = outcome(r, 'sign', 'refused')),
    'stages.1.duties.4.outcomes.given',
  ],
  outcomesAreKnown: [
    (r) => (duty(r, 'diary').onlyIf = { outcome: { duty: 'results', is: 'godo' } }),
    'stages.2.duties.2.onlyIf',
  ],
  afterIsNotLater: [(r) => (duty(r, 'test').after = ['approve']), 'stages.0.duties.1.after'],
  afterHasNoCircle: [(r) => (duty(r, 'draft').after = ['approve']), 'stages.1.duties.0.after'],
  nothingWaitsForTheOptional: [(r) => (duty(r, 'approve').after = ['planSide']), 'stages.1.duties.6.after'],
  returnsGoBack: [(r) => (outcome(r, 'sign', 'refused').returnsTo = 'refer'), 'stages.1.duties.4.outcomes.refused'],
  limitedReturnsAreCaught: [(r) => (outcome(r, 'sign', 'refused').atMost = 1), 'stages.1.duties.4.outcomes.refused'],
  requiredDutiesHaveATerm: [(r) => delete duty(r, 'refer').within, 'stages.2.duties.0'],
  neededRecordsCanBeMade: [(r) => demand(r, 'approve', 'nothing'), 'stages.1.duties.6.requires.0'],
  neededRecordsAreOwed: [(r) => noteOnly(r, 'planSide', 'draft'), 'stages.1.duties.0.requires.3'],
  onlyTheOptionalLastsThroughout: [(r) => (duty(r, 'refer').throughout = true), 'stages.2.duties.0'],
  thereIsOneOwner: [(r) => (r.roles['town']!.heldBy = 'owner'), 'roles'],
  assignedRolesAreAssignedBySomebody: [(r) => delete r.roles['helper']!.assignedBy, 'roles.helper'],
  nobodyJudgesTheOwn: [(r) => duty(r, 'approve').by!.push('owner'), 'stages.1.duties.6.by'],
  onlyAssignedRolesAreAssigned: [(r) => duty(r, 'team').assigns!.push('town'), 'stages.0.duties.0.assigns'],
  everyDutyCanBePerformed: [(r) => (duty(r, 'team').assigns = ['second']), 'stages.1.duties.4'],
  whoStartsIsThereAlready: [(r) => r.start[0]!.by.push('helper'), 'start.0.by'],
  standInsAreSomebodyElse: [(r) => (r.standIns[0]!.acts = 'owner'), 'standIns.0.acts'],
  ownersOfficesAreOffices: [(r) => (r.standIns[1]!.when = [{ ownerHolds: 'helper' }]), 'standIns.1.when'],
  escalationsReachAPerson: [(r) => r.escalations['up']!.to.push('system'), 'escalations.up.to'],
  escalationsReachSomebodyElse: [(r) => (r.escalations['up']!.to = ['boss']), 'stages.0.duties.0.within.escalate'],
  repairIsOthersWork: [(r) => r.repair.by.push('helper'), 'repair.by'],
  repairKnowsThePause: [(r) => (r.suspension = null), 'repair.acts'],
  stagesAreInOrder: [(r) => (r.stages = r.stages.toReversed()), 'stages.1'],
  everyStageCanBeLeft: [(r) => r.stages[3]!.duties.forEach((each) => (each.need = 'optional')), 'stages.3'],
  theClockStarts: [(r) => (r.term.from = 'note'), 'term.from'],
  theClockStops: [(r) => (r.term.until = { stageEnds: 'diagnostic' }), 'term.until'],
  aMinimumNeedsAStage: [(r) => (r.term.until = { fulfilled: 'results' }), 'term.atLeast'],
  theMinimumIsBelowTheMaximum: [(r) => (r.term.atLeast!.term = '1 year'), 'term.atLeast'],
  nothingOutlastsTheRoute: [(r) => (duty(r, 'team').within!.term = '7 months'), 'stages.0.duties.0.within.term'],
  remindersComeBeforeTheEnd: [(r) => (duty(r, 'team').within!.remind = ['30 days']), 'stages.0.duties.0.within.remind'],
  triggersCanHappen: [(r) => delete r.parts['main']!.failed, 'stages.2.duties.7.when'],
  amendmentsWaitForTheirOwn: [(r) => (r.amendments[1]!.inForceAfter = ['signChange']), 'amendments.1.inForceAfter'],
  onlyPendingAmendmentsAreDropped: [(r) => delete duty(r, 'signChange').when, 'stages.2.duties.3.outcomes.refused'],
  aLastEndingAlwaysHolds: [(r) => r.closing.cases.pop(), 'closing.cases.2'],
  successorsHaveAWayToStart: [
    (r) => (r.start = r.start.filter(({ way }) => way !== 'carryOver')),
    'stages.3.duties.1.outcomes.stop.successor',
  ],
  kindsBelongToOnePart: [(r) => (r.parts['side']!.kinds['course'] = 'курс'), 'parts.side.kinds.course'],
  aFailureIsAnOutcome: [(r) => (r.parts['main']!.failed = 'lost'), 'parts.main.failed'],
  anItemEndsOneWayOrFails: [(r) => (r.parts['side']!.outcomes['better'] = 'лучше'), 'parts.side.outcomes'],
  boundsHoldSomething: [
    (r) => (r.planRules[2] = { ...r.planRules[3]!, rule: 'itemCount', orNone: false, atLeast: 3, atMost: 2 }),
    'planRules.2',
  ],
  levelsSayOfWhat: [(r) => delete r.records['test']!.fields['level']!.measures, 'records.test.fields.level'],
  aFieldIsEitherRequiredOrOptional: [
    (r) => (r.records['test']!.optional['form'] = r.records['test']!.fields['form']!),
    'records.test.optional.form',
  ],
  clausesAreReadDownwards: [(r) => (r.records['note']!.basis = 'source 1.2 L112–99'), 'records.note.basis'],
  coversSomebody: [(r) => r.covers.notOrganisations!.push('school'), 'covers'],
  inForceIsAPeriod: [(r) => (r.inForce.until = '2019-12-31'), 'inForce'],
  theTimeZoneExists: [(r) => (r.region.timeZone = 'Asia/Saratov'), 'region.timeZone'],
};

test('the fixture region has no finding', () => expect(crossCheck(sound)).toEqual([]));

test('every cross-check has its counter-example here', () => {
  expect(Object.keys(broken).toSorted()).toEqual(crossCheckNames.toSorted());
});

test.each(Object.entries(broken))('%s is noticed, with its place and in Russian', (check, [breakIt, place]) => {
  const edition = structuredClone(sound);
  breakIt(edition);
  const found = crossCheck(edition).filter((finding) => finding.check === check);
  expect(found.map(({ path }) => path.join('.'))).toContain(place);
  expect(found.map(({ says }) => says).join()).toMatch(/[а-яё]{3}/);
});

test.each([
  [
    'an outcome that ends nothing',
    (r: Regulation) => delete outcome(r, 'sign', 'refused').returnsTo,
    'outcomesHaveOneEffect',
  ],
  [
    'a verdict of something that is no decision',
    (r: Regulation) => (duty(r, 'team').verdict = 'SIGN'),
    'everyDutySaysWhat',
  ],
  ['a choice without outcomes', (r: Regulation) => (duty(r, 'results').outcomes = {}), 'everyDutySaysWhat'],
  [
    'a stand-in that is the very office the owner holds',
    (r: Regulation) => (r.standIns[2]!.acts = 'boss'),
    'standInsAreSomebodyElse',
  ],
  ['a duty of an earlier stage than the order that names its person', askedTooEarly, 'everyDutyCanBePerformed'],
  [
    'a condition before the last ending',
    (r: Regulation) => delete r.closing.cases[0]!.onlyIf,
    'aLastEndingAlwaysHolds',
  ],
  ['a term that ends with a stage the region has not', (r: Regulation) => r.stages.splice(2, 1), 'theClockStops'],
  [
    'a plan that may be longer than the route',
    (r: Regulation) =>
      (r.planRules[5] = { rule: 'plannedSpan', atMost: '7 months', severity: 'block', basis: 'source 4' }),
    'nothingOutlastsTheRoute',
  ],
  [
    'an owner who may confirm in the place of another',
    (r: Regulation) => duty(r, 'confirmBoss').by!.push('owner'),
    'nobodyJudgesTheOwn',
  ],
  ['an owner who agrees with others', (r: Regulation) => (duty(r, 'sign').verdict = 'AGREE'), 'nobodyJudgesTheOwn'],
  [
    'lines of a clause written from below',
    (r: Regulation) => (r.covers.basis = 'source 1 ¶3-2'),
    'clausesAreReadDownwards',
  ],
])('%s is noticed too', (_, breakIt, check) => {
  const edition = structuredClone(sound);
  breakIt(edition);
  expect(crossCheck(edition).map((finding) => finding.check)).toContain(check);
});

test.each([
  ['an owner who confirms alone', (r: Regulation) => (duty(r, 'confirmBoss').by = ['owner'])],
  ['an owner who confirms together with others', (r: Regulation) => (duty(r, 'sign').verdict = 'CONFIRM')],
])('%s judges nobody', (_, change) => {
  const edition = structuredClone(sound);
  change(edition);
  expect(crossCheck(edition)).toEqual([]);
});

describe('a record that is demanded', () => {
  function saysOf(breakIt: (r: Regulation) => void): string[] {
    const edition = structuredClone(sound);
    breakIt(edition);
    return crossCheck(edition)
      .filter(({ check }) => check.startsWith('neededRecords'))
      .map(({ path, says }) => `${path.join('.')} ${says}`);
  }
  const nobody = (why: string) => [
    expect.stringMatching(`нужна запись «memo», а к этому времени её никто не сделает: .*${why}`),
  ];

  test('by no duty', () => {
    expect(saysOf((r) => demand(r, 'refer', 'nothing'))).toEqual([
      expect.stringContaining('ни одна другая обязанность'),
    ]);
    expect(saysOf((r) => noteOnly(r, 'draft', 'draft'))).toEqual(nobody('ни одна другая обязанность'));
  });
  test('made in a later stage', () => {
    expect(saysOf((r) => noteOnly(r, 'refer', 'draft'))).toEqual(nobody('«refer» — на более позднем этапе'));
  });
  test('made by a duty that waits for the demanding one, at once or through others', () => {
    const after = (r: Regulation, id: string, ...ids: string[]) => (duty(r, id).after = ids);
    expect(
      saysOf((r) => {
        noteOnly(r, 'confirmBoss', 'draft');
        after(r, 'confirmBoss', 'draft');
      }),
    ).toEqual(nobody('«confirmBoss» сама ждёт этой обязанности'));
    expect(
      saysOf((r) => {
        noteOnly(r, 'approve', 'draft');
        after(r, 'approve', 'sign');
      }),
    ).toEqual(nobody('«approve» сама ждёт этой обязанности'));
  });
  test('made by a duty that demands in turn what only the demanding one makes', () => {
    expect(
      saysOf((r) => {
        noteOnly(r, 'agreeSecond', 'draft');
        duty(r, 'draft').record = 'plan';
        demand(r, 'agreeSecond', 'plan');
      }),
    ).toEqual([
      expect.stringContaining('requires.3 нужна запись «memo»'),
      expect.stringContaining('requires.0 нужна запись «plan»'),
    ]);
  });
  test('by an outcome, in vain', () => {
    expect(
      saysOf((r) =>
        outcome(r, 'results', 'good').requires.push({
          rule: 'recorded',
          anyOf: ['nothing'],
          severity: 'block',
          basis: 'source 9',
        }),
      ),
    ).toEqual([expect.stringContaining('outcomes.good.requires.3 нужна запись «nothing»')]);
  });
  test('made by wish only, while somebody must not go on without it', () => {
    expect(saysOf((r) => noteOnly(r, 'planSide', 'draft'))).toEqual([
      expect.stringContaining('никто не должен делать («planSide»)'),
    ]);
    expect(saysOf((r) => noteOnly(r, 'talkAboutFailure', 'refer'))).toHaveLength(1);
  });
  test('made in time, or only a warning, is no finding', () => {
    expect(saysOf((r) => demand(r, 'draft', 'test', 'nothing'))).toEqual([]);
    expect(saysOf((r) => demand(r, 'draft', 'wish'))).toEqual([]);
    expect(saysOf((r) => noteOnly(r, 'acknowledge', 'draft'))).toEqual([]);
    expect(
      saysOf((r) =>
        duty(r, 'draft').requires.push({ rule: 'recorded', anyOf: ['nothing'], severity: 'warn', basis: 'default 7' }),
      ),
    ).toEqual([]);
  });
  test('of some of those who may do it leaves the way to the others', () => {
    const asked = (r: Regulation, id: string, ...whenBy: string[]) =>
      duty(r, id).requires.push({ rule: 'recorded', anyOf: ['nothing'], severity: 'block', whenBy, basis: 'source 7' });
    expect(saysOf((r) => asked(r, 'draft', 'owner'))).toEqual([]);
    expect(saysOf((r) => asked(r, 'draft', 'owner', 'boss'))).toHaveLength(1);
    expect(saysOf((r) => asked(r, 'sign', 'owner'))).toHaveLength(1);
  });
});

function askedTooEarly(r: Regulation): void {
  const { team, ...early } = { team: duty(r, 'team'), ...duty(r, 'note'), duty: 'early', by: ['helper'] };
  r.stages[0]!.duties = [Duty.parse(early), ...r.stages[0]!.duties.filter(({ duty: id }) => id !== 'team')];
  r.stages[1]!.duties.unshift(team);
}
