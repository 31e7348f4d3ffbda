/** Bashkortostan's edition, value by value: what the act says (source) and what we propose where it is silent (default). */
import { findDuty, getDuty, stageOf } from '../../domain/process.ts';
import type { Duty } from '../../domain/process.ts';
import { loadEdition } from '../../regulations/load.ts';

const { regulation, process } = loadEdition('regulations/bashkortostan.undated.yaml');
const team = ['tutor', 'regionalMethodologist', 'deputyHead', 'subjectAssociationHead'];

function duty(id: string): Duty {
  return getDuty(process, id);
}
function escalatesTo(id: string): string[] | undefined {
  const chain = duty(id).within?.escalate;
  return chain === undefined ? undefined : process.escalations[chain]?.to;
}
function fieldsOf(record: string): string[] {
  return Object.keys(process.records[record]!.fields);
}
function idsOf(stage: string, need?: Duty['need']): string[] {
  return stageOf(process, stage)
    .duties.filter((each) => !need || each.need === need)
    .map((each) => each.duty);
}

test('the act names no number, no date and nobody who issued it, and the edition says so', () => {
  expect(regulation.act).toMatchObject({ number: null, date: null, issuer: null });
  expect(regulation.region).toMatchObject({ code: 'RU-BA', prefix: 'BSH', timeZone: 'Asia/Yekaterinburg' });
});

test('teaching staff of any organisation but a university [BSH-01]', () => {
  expect(process.covers).toMatchObject({ staff: ['pedagogical'], notOrganisations: ['university'] });
  expect(process.covers.organisations).toBeUndefined();
});

test('a year at most, from approval to the end of implementation [BSH-02 BSH-38]', () => {
  expect(process.term).toMatchObject({
    from: 'approve',
    until: { stageEnds: 'implementation' },
    atMost: { term: '1 year' },
  });
  expect(process.planRules).toContainEqual(
    expect.objectContaining({ rule: 'plannedSpan', atMost: '1 year', severity: 'block' }),
  );
});

test('at least one mastery programme, and each of them approved by ЦНППМ [BSH-03]', () => {
  const scope = { kinds: ['masteryProgramme'], severity: 'block' };
  expect(process.planRules).toContainEqual(expect.objectContaining({ rule: 'itemCount', ...scope, atLeast: 1 }));
  expect(duty('draft').requires).toContainEqual(
    expect.objectContaining({ rule: 'recorded', anyOf: ['programmeApproval'], severity: 'block' }),
  );
  expect(duty('approveProgramme')).toMatchObject({
    verdict: 'APPROVE',
    by: ['cnppmHead'],
    record: 'programmeApproval',
    need: 'required',
    repeats: true,
    within: { term: '14 days' },
  });
  expect(escalatesTo('approveProgramme')).toEqual(['cnppmHead', 'regionalAdministrator']);
});

test('a repeat test asked for by the teacher becomes somebody’s duty [BSH-10]', () => {
  expect(process.notices['repeatTestWanted']!.by).toEqual(['educator']);
  expect(duty('repeatTest')).toMatchObject({
    when: { notice: 'repeatTestWanted' },
    need: 'parallel',
    within: { term: '30 days' },
  });
});

test('satisfaction and self-analysis are written down before the final event [BSH-11 BSH-61]', () => {
  expect(fieldsOf('selfAnalysis')).toEqual(['analysis', 'satisfaction']);
  expect(duty('selfAnalysis').need).toBe('required');
  expect(duty('finalEvent').requires).toContainEqual(
    expect.objectContaining({ rule: 'recorded', anyOf: ['selfAnalysis'] }),
  );
});

test('success needs a product or removed deficits [BSH-12]', () => {
  expect(duty('tutorConclusion').outcomes['success']!.requires).toEqual([
    expect.objectContaining({ rule: 'recorded', anyOf: ['product', 'deficitsRemoved'] }),
  ]);
});

test('a route starts from the teacher’s request; found deficits only lead to the question [BSH-13]', () => {
  expect(process.start.map(({ way, by, record }) => [way, by, record])).toEqual([
    ['personalRequest', ['educator'], 'personalRequest'],
    ['foundDeficits', ['schoolHead', 'cnppmHead'], undefined],
    ['prolongation', ['educator'], undefined],
  ]);
  expect(duty('confirmWish')).toMatchObject({
    onlyIf: { way: 'foundDeficits' },
    record: 'personalRequest',
    by: ['educator'],
  });
});

test.each(['reflect', 'product', 'finalEventHelp'])(
  '%s may be written at any later time [BSH-08 BSH-18 BSH-46]',
  (id) => {
    expect(duty(id)).toMatchObject({ need: 'optional', repeats: true, throughout: true });
  },
);

test('the order names a number and a date, and follows a recorded meeting [BSH-19 BSH-20 BSH-21]', () => {
  expect(fieldsOf('tutorOrder')).toEqual(['orderNumber', 'date']);
  expect(fieldsOf('openingMeeting')).toEqual(['date', 'participants', 'tutorCooperation', 'draftOrder']);
  expect(duty('team').requires).toEqual([
    expect.objectContaining({ rule: 'recorded', anyOf: ['openingMeeting'], severity: 'block' }),
  ]);
});

test('four are assigned to the teacher, and no draft is made without one of them [BSH-22]', () => {
  expect(duty('team')).toMatchObject({ does: 'assign', assigns: team, by: ['cnppmHead'] });
  expect(duty('draft').requires).toContainEqual(
    expect.objectContaining({ rule: 'teamAssigned', roles: team, severity: 'block' }),
  );
});

test('four stages in this order [BSH-23]', () => {
  expect(process.stages.map(({ stage }) => stage)).toEqual(['diagnostic', 'design', 'implementation', 'reflection']);
});

test('four forms of diagnostics, five competences, three levels [BSH-24 BSH-71]', () => {
  expect(process.records['entryDiagnostics']!.fields['form']!.kind).toEqual([
    'standardised',
    'selfDiagnosis',
    'resultsOfActivity',
    'expertAssessment',
  ]);
  expect(Object.values(regulation.competences).map(({ title }) => title)).toEqual([
    'предметные',
    'методические',
    'психолого-педагогические',
    'коммуникативные',
    'ИКТ-компетентность',
  ]);
  expect(regulation.levels).toMatchObject({ low: 'низкий', medium: 'средний', high: 'высокий' });
});

test('deficits, difficulties, needs and requests are four lists [BSH-25]', () => {
  expect(fieldsOf('needs')).toEqual(['deficits', 'difficulties', 'needs', 'requests']);
});

test('the teacher may decline diagnostics unless a local act obliges [BSH-26]', () => {
  expect(duty('entryDiagnostics').outcomes['declined']).toMatchObject({
    fulfils: true,
    by: ['educator'],
    unless: { fact: 'localActObliges' },
  });
});

test('a level says of what [BSH-28]', () => {
  const levels = Object.values(process.records).flatMap(({ fields, optional }) =>
    Object.values({ ...fields, ...optional }),
  );
  expect(levels.filter(({ kind }) => kind === 'levels').map(({ measures }) => measures)).toEqual(
    expect.arrayContaining(['competence', 'deficit']),
  );
});

test('thirteen kinds of event beside the two kinds of programme [BSH-32]', () => {
  expect(process.parts['whole']!.kinds).toHaveLength(15);
});

test('signatures, then agreement by ЦНППМ, then approval by the school head [BSH-34 BSH-35 BSH-36]', () => {
  expect(duty('signCard')).toMatchObject({
    verdict: 'SIGN',
    byAll: ['regionalMethodologist', 'educator'],
    after: ['draft'],
  });
  expect(duty('agree')).toMatchObject({ verdict: 'AGREE', by: ['cnppmHead'], after: ['signCard'] });
  expect(duty('approve')).toMatchObject({ verdict: 'APPROVE', by: ['schoolHead'], after: ['agree'] });
});

test('marks of start and of completion are dated [BSH-37]', () => {
  expect([duty('startMark').need, duty('completionMark').need]).toEqual(['required', 'required']);
  expect([fieldsOf('startMark'), fieldsOf('completionMark')]).toEqual([['date'], ['date']]);
});

test('an item is done with report, result and form, or has reasons why not [BSH-39 BSH-54 BSH-55]', () => {
  const { completionNeeds, completedBy, impossibleBy } = process.parts['whole']!;
  expect(Object.keys(completionNeeds)).toEqual(['report', 'result', 'presentationForm']);
  expect([completedBy, impossibleBy]).toEqual([['educator'], ['educator']]);
  expect(stageOf(process, 'implementation').carryingOut!.until).toEqual([
    expect.objectContaining({ rule: 'itemsClosed' }),
  ]);
});

test('help may be asked of four roles [BSH-41]', () => {
  const asked = Object.entries(process.notices).filter(([code]) => code.startsWith('ask'));
  expect(asked.flatMap(([, { tells }]) => tells).toSorted()).toEqual(team.toSorted());
});

test('only the tutor corrects, three sign, head and ЦНППМ are told [BSH-44 BSH-57 BSH-85]', () => {
  expect(process.amendments).toEqual([
    expect.objectContaining({ by: ['tutor'], inForceAfter: ['signCorrection'], tells: ['schoolHead', 'cnppmHead'] }),
  ]);
  expect(duty('signCorrection').byAll).toEqual(['regionalMethodologist', 'tutor', 'educator']);
});

test('the deputy proposes anything, the association head dates and school events [BSH-45 BSH-49 BSH-50]', () => {
  const during = process.proposals.filter(({ stages }) => stages.includes('implementation'));
  expect(during.map(({ by, only, tells }) => [by[0], only, tells])).toEqual([
    ['educator', undefined, ['tutor']],
    ['deputyHead', undefined, ['tutor']],
    ['subjectAssociationHead', ['dates', 'schoolEvents'], ['tutor']],
  ]);
});

test('the final event: its five facts, who attended, and more than one [BSH-58 BSH-59 BSH-62]', () => {
  expect(fieldsOf('finalEvent')).toEqual(['form', 'name', 'level', 'dates', 'methodologistPresent', 'tutorPresent']);
  expect(duty('finalEvent')).toMatchObject({ need: 'required', repeats: true });
});

test('final diagnostics unless entry diagnostics was declined; the teacher may refuse it in words [BSH-60]', () => {
  expect(duty('finalDiagnostics').unless).toEqual({ outcome: { duty: 'entryDiagnostics', is: 'declined' } });
  expect(duty('finalDiagnostics').outcomes['declined']).toMatchObject({ by: ['educator'], comment: 'required' });
});

test('how the final stage is summed up [BSH-63 BSH-64 BSH-73 BSH-74 BSH-75]', () => {
  expect(fieldsOf('monitoring')).toEqual(['results', 'observations', 'sources']);
  expect(fieldsOf('tutorConclusion')).toEqual(['comparison', 'optimality']);
  expect(fieldsOf('lowConclusions')).toEqual(['causes', 'waysOfProlongation']);
  expect(duty('signConclusions')).toMatchObject({
    verdict: 'SIGN',
    byAll: ['regionalMethodologist', 'schoolHead'],
    after: ['conclusions'],
  });
  expect(duty('acknowledgeConclusions')).toMatchObject({
    verdict: 'ACKNOWLEDGE',
    by: ['educator'],
    after: ['signConclusions'],
  });
});

test('any step may be done outside the service [BSH-66]', () => expect(process.outside).not.toBeNull());

test('prolongation is a new route of six months at most, once [BSH-78 BSH-81]', () => {
  expect(process.prolongation).toBeNull();
  expect(process.closing.cases[0]).toMatchObject({
    outcome: 'carriedOver',
    successor: { reason: 'prolongation', atMost: '6 months' },
  });
  expect(duty('tutorConclusion').outcomes['prolong']!.unless).toEqual({ way: 'prolongation' });
});

test.each([
  ['BSH-84', 'team', '14 days', ['cnppmHead', 'regionalAdministrator']],
  ['3.1', 'entryDiagnostics', '30 days', ['cnppmHead']],
  ['3.2', 'draft', '14 days', ['cnppmHead', 'regionalAdministrator']],
  ['BSH-79', 'agree', '7 days', ['regionalMethodologist', 'regionalAdministrator']],
  ['BSH-79', 'approve', '7 days', ['cnppmHead', 'regionalAdministrator']],
  ['BSH-83', 'finalEvent', '30 days', ['cnppmHead']],
  ['BSH-83', 'conclusions', '7 days', ['cnppmHead']],
  ['BSH-83', 'acknowledgeConclusions', '7 days', ['cnppmHead']],
])('clause or row %s, %s: %s, a reminder at half, then %s', (_, id, term, to) => {
  expect(duty(id).within).toMatchObject({ term, remind: ['half'], basis: expect.stringMatching(/^default /) });
  expect(escalatesTo(id)).toEqual(to);
});

test('agreement and approval may be refused in words, and the draft is reopened [BSH-80]', () => {
  for (const id of ['agree', 'approve'])
    expect(duty(id).outcomes['refused']).toMatchObject({ returnsTo: 'draft', comment: 'required' });
});

test('a lapsed year is told to four, and fourteen days later to the head and to ЦНППМ at once [BSH-82]', () => {
  expect(process.term.lapse.tells).toEqual(['educator', 'tutor', 'regionalMethodologist', 'deputyHead']);
  expect(process.escalations[process.term.lapse.escalate!]).toMatchObject({
    first: '14 days',
    every: '0 days',
    to: ['schoolHead', 'cnppmHead'],
  });
  expect(duty('afterLapse')).toMatchObject({
    when: { termLapsed: '14 days' },
    outcomes: { goToFinalStage: { endsStage: true } },
  });
});

test('the municipality acts where the teacher is the head [BSH-92]', () => {
  expect(process.standIns).toEqual([
    expect.objectContaining({
      when: [{ ownerHolds: 'schoolHead' }],
      insteadOf: ['schoolHead'],
      acts: 'municipalAuthority',
    }),
  ]);
});

test('the teacher owes what the act asks of the teacher, and nothing the act leaves to choice holds a stage', () => {
  expect(idsOf('diagnostic', 'required')).toEqual([
    'confirmWish',
    'openingMeeting',
    'team',
    'entryDiagnostics',
    'needs',
  ]);
  expect(idsOf('design', 'required')).toEqual(['approveProgramme', 'draft', 'signCard', 'agree', 'approve']);
  expect(idsOf('implementation', 'required')).toEqual(['startMark', 'signCorrection']);
  expect(findDuty(process, 'speech')!.need).toBe('optional');
});

test('the regional administrator repairs, but does not pause: the act knows calendar terms only', () => {
  expect(process.repair).toMatchObject({ by: ['regionalAdministrator'] });
  expect(process.repair.acts).not.toContain('suspend');
  expect(process.suspension).toBeNull();
});
