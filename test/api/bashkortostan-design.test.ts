import { bashkiria } from '../support/api.ts';
import { items, meeting, routeAt, team } from '../support/routes.ts';
import type { Step } from '../support/routes.ts';
import { hireTeacher } from '../support/teachers.ts';
import { personId } from '../../prisma/demonstration.ts';
import { Bashkortostan } from './bashkortostan.ts';

let region: Bashkortostan;
beforeAll(async () => {
  region = await Bashkortostan.begin();
});
afterAll(() => region.end());

const opening = (educator: string, more: object = {}): object => ({
  educator: personId(bashkiria, educator),
  way: 'personalRequest',
  as: 'educator',
  fields: { questionsOrInterests: 'вопрос' },
  ...more,
});
const decide = (person: string, as: string, duty: string, more: object = {}): Step => [
  person,
  { act: 'decide', as, duty, ...more },
];
const draft = (person: string, as: string, list: object[]): Step => [
  person,
  { act: 'plan', as, duty: 'draft', plan: { items: list } },
];
const assign = (person: string, as: string, more: object): Step => [
  person,
  { act: 'assign', as, duty: 'team', people: team, fields: { orderNumber: '12', date: '2026-10-02' }, ...more },
];
const [programme, visit] = items as [(typeof items)[0], (typeof items)[0]];

test('BSH-01 a teacher of a school can have a route, a lecturer of a university cannot', async () => {
  const teacher = await hireTeacher(region.api.database.prisma);
  expect((await region.api.post(teacher, '/api/v1/ioms', opening(teacher))).status).toBe(201);
  const refused = await region.api.post('lecturer', '/api/v1/ioms', opening('lecturer'));
  expect([refused.status, refused.body.code]).toEqual([422, 'notCovered']);
  expect(refused.body.clause).toMatchObject({ basis: 'source' });
});

test('BSH-02 a plan of twelve months is accepted, one of a day more is refused', async () => {
  const route = await region.at('designing');
  const until = (to: string): object[] => items.map((each) => ({ ...each, from: '2027-01-11', to }));
  expect(await region.answer(route, draft('tutor1', 'tutor', until('2028-01-12')))).toBe('422 planBreaksRule');
  expect(await region.answer(route, draft('tutor1', 'tutor', until('2028-01-11')))).toBe('200');
});

test('BSH-03 a plan without a Программа, or before ЦНППМ has approved one, is refused', async () => {
  const route = await region.at('designing');
  expect(await region.answer(route, draft('tutor1', 'tutor', [visit]))).toBe('422 planBreaksRule');
  const early = await region.at('teamed');
  const levels = { subject: 'low' };
  await region.do(early, [
    'teacher',
    { act: 'record', as: 'educator', duty: 'entryDiagnostics', fields: { form: 'selfDiagnosis', levels } },
  ]);
  const needs = { deficits: 'а', difficulties: 'б', needs: 'в', requests: 'г' };
  await region.do(early, [
    'methodologist1',
    { act: 'record', as: 'regionalMethodologist', duty: 'needs', fields: needs },
  ]);
  const { status, body } = await region.try(early, draft('tutor1', 'tutor', [programme]));
  expect([status, body.code, JSON.stringify(body)]).toEqual([
    422,
    'planBreaksRule',
    expect.stringContaining('programmeApproval'),
  ]);
});

test('BSH-04 only ЦНППМ approves a Программа, with its date', async () => {
  const route = await region.at('designing');
  const fields = { programme: 'Современный урок', date: '2026-10-05' };
  expect(
    await region.answer(route, decide('methodologist1', 'regionalMethodologist', 'approveProgramme', { fields })),
  ).toBe('403 notYourRole');
  expect(await region.answer(route, decide('head1', 'schoolHead', 'approveProgramme', { fields }))).toBe(
    '403 notYourRole',
  );
  const { date: _, ...undated } = fields;
  expect(await region.answer(route, decide('centre', 'cnppmHead', 'approveProgramme', { fields: undated }))).toBe(
    '422 fieldsMissing',
  );
  expect(await region.answer(route, decide('centre', 'cnppmHead', 'approveProgramme', { fields }))).toBe('200');
});

test('BSH-13 a head cannot open a route without the request; found deficits wait for the teacher to confirm', async () => {
  const teacher = await hireTeacher(region.api.database.prisma);
  const { fields } = opening(teacher) as { fields: object };
  const byHead = await region.api.post('head1', '/api/v1/ioms', opening(teacher, { as: 'schoolHead' }));
  expect([byHead.status, byHead.body.code]).toEqual([403, 'notYourRole']);
  const found = await region.api.post(
    'head1',
    '/api/v1/ioms',
    opening(teacher, { as: 'schoolHead', way: 'foundDeficits', fields: {} }),
  );
  expect(found.status).toBe(201);
  const route = { id: found.body.iom as string, teacher };
  expect(await region.waiting(route)).toEqual(['confirmWish']);
  await region.do(route, ['teacher', { act: 'record', as: 'educator', duty: 'confirmWish', fields: { ...fields } }]);
  expect(await region.waiting(route)).toEqual(['entryDiagnostics', 'openingMeeting', 'team']);
});

test('BSH-16 a request that names neither questions nor interests is refused', async () => {
  const teacher = await hireTeacher(region.api.database.prisma);
  const refused = await region.api.post(teacher, '/api/v1/ioms', opening(teacher, { fields: {} }));
  expect([refused.status, refused.body.code]).toEqual([422, 'fieldsMissing']);
  const blank = await region.api.post(
    teacher,
    '/api/v1/ioms',
    opening(teacher, { fields: { questionsOrInterests: ' ' } }),
  );
  expect(blank.status).toBeGreaterThanOrEqual(400);
  expect((await region.api.post(teacher, '/api/v1/ioms', opening(teacher))).status).toBe(201);
});

test('BSH-19 the tutor’s order needs its number and is the head’s of ЦНППМ alone', async () => {
  const route = await region.at('met');
  expect(await region.answer(route, assign('centre', 'cnppmHead', { fields: { date: '2026-10-02' } }))).toBe(
    '422 fieldsMissing',
  );
  expect(await region.answer(route, assign('head1', 'schoolHead', {}))).toBe('403 notYourRole');
  const teamed = await region.at('teamed');
  const tutor = { people: { tutor: personId(bashkiria, 'tutor2') }, reason: 'leave' };
  expect(
    await region.answer(teamed, ['methodologist1', { act: 'reassign', as: 'regionalMethodologist', ...tutor }]),
  ).toBe('403 notYourRole');
  expect(await region.answer(route, assign('centre', 'cnppmHead', {}))).toBe('200');
});

test('BSH-20 the order waits for the recorded opening meeting', async () => {
  const route = await region.opened();
  const { status, body } = await region.try(route, assign('centre', 'cnppmHead', {}));
  expect([status, JSON.stringify(body)]).toEqual([422, expect.stringContaining('openingMeeting')]);
  await region.do(route, meeting);
  expect(await region.answer(route, assign('centre', 'cnppmHead', {}))).toBe('200');
});

test('BSH-21 the record of the meeting holds the item on the tutor’s cooperation', async () => {
  const route = await region.opened();
  const [person, body] = meeting;
  const { tutorCooperation: _, ...fields } = body['fields'] as Record<string, string>;
  expect(await region.answer(route, [person, { ...body, fields }])).toBe('422 fieldsMissing');
  await region.do(route, meeting);
  expect(JSON.stringify(await region.read(route, '/timeline'))).toContain('по вторникам');
});

test('BSH-22 a team with one of the four missing is refused and the role is named', async () => {
  const route = await region.at('met');
  for (const role of Object.keys(team)) {
    const people = Object.fromEntries(Object.entries(team).filter(([each]) => each !== role));
    const { status, body } = await region.try(route, assign('centre', 'cnppmHead', { people }));
    expect([status, JSON.stringify(body)]).toEqual([422, expect.stringContaining(role)]);
  }
});

test('BSH-23 an act of a later stage is refused, by the API and as a signal', async () => {
  const route = await region.at('teamed');
  const before = await region.read(route);
  expect(await region.answer(route, draft('tutor1', 'tutor', items))).toBe('409 wrongStage');
  expect(await region.answer(route, decide('head1', 'schoolHead', 'approve'))).toBe('409 wrongStage');
  const by = { person: personId(bashkiria, 'administrator'), role: 'regionalAdministrator' };
  const signer = { person: personId(bashkiria, 'head1'), role: 'schoolHead' };
  await region.signal(route, 'recordOnPaper', {
    by,
    duty: 'approve',
    round: 1,
    planVersion: '0',
    signer,
    reason: 'paperVerdict',
    outside: {
      on: '2026-10-01',
      order: '5',
    },
  });
  const after = await region.readWhen(route, ({ flags }) => (flags as string[]).includes('refusedSignal'));
  expect(after).toMatchObject({ stage: { code: 'diagnostic' }, actRevision: before['actRevision'] });
});

test('BSH-29 methodologist and tutor draft; the school head may not, the teacher may comment', async () => {
  const route = await region.at('designing');
  expect(await region.answer(route, draft('head1', 'schoolHead', items))).toBe('403 notYourRole');
  expect(await region.answer(route, draft('teacher', 'educator', items))).toBe('403 notYourRole');
  expect(
    await region.answer(route, [
      'teacher',
      { act: 'propose', as: 'educator', about: 'items', comment: 'хочу стажировку' },
    ]),
  ).toBe('200');
  expect(await region.answer(route, draft('methodologist1', 'regionalMethodologist', items))).toBe('200');
  expect(await region.answer(route, draft('tutor1', 'tutor', items))).toBe('200');
});

test('BSH-33 an item without planned dates is refused', async () => {
  const route = await region.at('designing');
  const { from: _, ...noBeginning } = visit;
  const { to: __, ...noEnd } = visit;
  for (const item of [noBeginning, noEnd]) {
    const { status, body } = await region.try(route, draft('tutor1', 'tutor', [programme, item]));
    expect([status, body.code, JSON.stringify(body)]).toEqual([422, 'planBreaksRule', expect.stringContaining('i2')]);
  }
});

test('BSH-34 approval before agreement is refused, and the school head cannot agree in place of ЦНППМ', async () => {
  const route = await region.at('signed');
  expect(await region.answer(route, decide('head1', 'schoolHead', 'approve'))).toBe('409 dutyNotOpen');
  expect(await region.answer(route, decide('head1', 'schoolHead', 'agree'))).toBe('403 notYourRole');
  expect(await region.answer(route, decide('centre', 'cnppmHead', 'agree'))).toBe('200');
  expect(await region.answer(route, decide('head1', 'schoolHead', 'approve'))).toBe('200');
});

test('BSH-35 the head of another school cannot see the route; the own one approves it into implementation', async () => {
  const route = await region.at('agreed');
  expect(await region.answer(route, decide('head2', 'schoolHead', 'approve', { round: 1, planVersion: '0' }))).toBe(
    '404 notFound',
  );
  expect(await region.answer(route, decide('head1', 'schoolHead', 'approve'))).toBe('200');
  expect(await region.stage(route)).toBe('implementation');
});

test('BSH-36 the card goes to agreement only with both signatures', async () => {
  const route = await region.at('drafted');
  expect(await region.answer(route, decide('centre', 'cnppmHead', 'agree'))).toBe('409 dutyNotOpen');
  await region.do(route, decide('teacher', 'educator', 'signCard'));
  expect(await region.answer(route, decide('centre', 'cnppmHead', 'agree'))).toBe('409 dutyNotOpen');
  await region.do(route, decide('methodologist1', 'regionalMethodologist', 'signCard'));
  expect(await region.answer(route, decide('centre', 'cnppmHead', 'agree'))).toBe('200');
});

test('BSH-80 a refusal needs its comment, reopens the draft, and agreement is asked again', async () => {
  const route = await region.at('agreed');
  const refuse = (more: object) => decide('head1', 'schoolHead', 'approve', { outcome: 'refused', ...more });
  expect(await region.answer(route, refuse({}))).toBe('422 commentRequired');
  expect(await region.answer(route, refuse({ comment: 'нет сроков стажировки' }))).toBe('200');
  expect(await region.waiting(route)).toEqual(['draft']);
  await region.do(route, draft('tutor1', 'tutor', items));
  await region.do(
    route,
    decide('methodologist1', 'regionalMethodologist', 'signCard'),
    decide('teacher', 'educator', 'signCard'),
  );
  expect(await region.answer(route, decide('head1', 'schoolHead', 'approve'))).toBe('409 dutyNotOpen');
  await region.do(route, decide('centre', 'cnppmHead', 'agree', { outcome: 'refused', comment: 'мало' }));
  expect(await region.waiting(route)).toEqual(['draft']);
});

test('BSH-92 the owner is refused in a team role, and never signs, agrees or approves the own route', async () => {
  const { prisma } = region.api.database;
  const teacher = await hireTeacher(prisma, 'o-bsh1', 'учитель, заместитель директора');
  const id = personId(bashkiria, teacher);
  const held = { personId: id, from: new Date('2024-01-01') };
  await prisma.roleAssignment.createMany({
    data: [
      { id: `r-${teacher}1`, role: 'deputyHead', scope: 'organisation', scopeId: 'o-bsh1', ...held },
      { id: `r-${teacher}2`, role: 'cnppmHead', scope: 'region', scopeId: 'RU-BA', ...held },
    ],
  });
  const { body } = await region.api.post(teacher, '/api/v1/ioms', opening(teacher));
  const route = { id: body.iom as string, teacher };
  await region.do(route, meeting);
  expect(await region.answer(route, assign('centre', 'cnppmHead', { people: { ...team, deputyHead: id } }))).toBe(
    '403 ownIom',
  );
  expect(await region.answer(route, assign('teacher', 'cnppmHead', {}))).toBe('403 ownIom');
  expect(await region.answer(route, assign('centre', 'cnppmHead', {}))).toBe('200');
});

test('BSH-92 where the owner heads the school, the municipal authority approves', async () => {
  const { prisma } = region.api.database;
  const teacher = await hireTeacher(prisma, 'o-bsh1', 'учитель, директор');
  const id = personId(bashkiria, teacher);
  const data = {
    id: `r-${teacher}`,
    personId: id,
    role: 'schoolHead',
    scopeId: 'o-bsh1',
    from: new Date('2024-01-01'),
  };
  await prisma.roleAssignment.create({ data: { ...data, scope: 'organisation' } });
  const route = await routeAt(region.api, 'agreed', teacher);
  expect(await region.answer(route, decide('teacher', 'schoolHead', 'approve'))).toBe('403 ownIom');
  expect(await region.answer(route, decide('municipal1', 'municipalAuthority', 'approve'))).toBe('200');
  expect(await region.stage(route)).toBe('implementation');
});
