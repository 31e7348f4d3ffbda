import { personId } from '../../prisma/demonstration.ts';
import { bashkiria } from '../support/api.ts';
import type { Opened, Step } from '../support/routes.ts';
import { meeting } from '../support/routes.ts';
import { Bashkortostan } from './bashkortostan.ts';

let region: Bashkortostan;
beforeAll(async () => {
  region = await Bashkortostan.begin();
});
afterAll(() => region.end());

const decide = (person: string, as: string, duty: string, more: object = {}): Step => [
  person,
  { act: 'decide', as, duty, ...more },
];
const record = (person: string, as: string, duty: string, fields: object, more: object = {}): Step => [
  person,
  { act: 'record', as, duty, fields, ...more },
];
const startMark = record('tutor1', 'tutor', 'startMark', { date: '2027-01-12' });
const completionMark = record('tutor1', 'tutor', 'completionMark', { date: '2027-06-02' });
const report = { report: 'отчёт', result: 'итог', presentationForm: 'доклад' };
const items: Step[] = ['i1', 'i2'].map((item) => [
  'teacher',
  { act: 'completeItem', as: 'educator', item, fields: report },
]);
const levels = { subject: 'high', methodological: 'high' };
const event = {
  form: 'урок',
  name: 'Проекты',
  level: 'school',
  dates: '2027-06-10',
  methodologistPresent: 'да',
  tutorPresent: 'да',
};
const reflection: Step[] = [
  record('tutor1', 'tutor', 'finalDiagnostics', { levels }, { outcome: 'removed' }),
  record('teacher', 'educator', 'selfAnalysis', { analysis: 'самоанализ', satisfaction: 'довольна' }),
  record('teacher', 'educator', 'finalEvent', event),
  record('deputy1', 'deputyHead', 'monitoring', { results: 'раз', observations: 'два', sources: 'три' }),
  decide('tutor1', 'tutor', 'tutorConclusion', {
    outcome: 'success',
    fields: { comparison: 'рост', optimality: 'да' },
  }),
];
const conclusions = record('methodologist1', 'regionalMethodologist', 'conclusions', { results: 'дефицит устранён' });
const bySigns: Step[] = [
  decide('methodologist1', 'regionalMethodologist', 'signConclusions'),
  decide('head1', 'schoolHead', 'signConclusions'),
];
const acknowledgement = decide('teacher', 'educator', 'acknowledgeConclusions');

async function reflecting(): Promise<Opened> {
  const route = await region.at('approved');
  await region.do(route, startMark, ...items);
  return route;
}
async function concluding(): Promise<Opened> {
  const route = await reflecting();
  await region.do(route, completionMark, ...reflection);
  return route;
}
const once = (mails: string[], mail: string): number => mails.filter((each) => each === mail).length;

test('BSH-37 (api) the marks of start and of completion stand in the route with their dates', async () => {
  const route = await reflecting();
  await region.do(route, completionMark);
  const timeline = JSON.stringify(await region.read(route, '/timeline?limit=100'));
  expect(timeline).toContain('2027-01-12');
  expect(timeline).toContain('2027-06-02');
  expect(await region.answer(route, record('head1', 'schoolHead', 'completionMark', { date: '2027-06-03' }))).toMatch(
    /^4/,
  );
});

test('BSH-38 after a year the route is overdue, and each of four is told once', async () => {
  const route = await region.at('approved');
  await region.do(route, startMark);
  await region.pass(route, '364 days');
  expect((await region.read(route))['flags']).not.toContain('overdue');
  await region.pass(route, '3 days');
  const iom = await region.readWhen(route, ({ flags }) => (flags as string[]).includes('overdue'));
  expect(iom).toMatchObject({ stage: { code: 'implementation' }, outcome: null });
  expect(iom['waiting']).toContainEqual(expect.objectContaining({ duty: 'carryingOut', overdue: true }));
  const mails = await region.mails(route);
  for (const role of ['educator', 'tutor', 'regionalMethodologist', 'deputyHead'])
    expect(once(mails, `termLapsed ${role}`)).toBe(1);
});

test('BSH-82 fourteen days after the lapse the school head and the head of ЦНППМ are told', async () => {
  const route = await region.at('approved');
  await region.do(route, startMark);
  await region.pass(route, '378 days');
  expect((await region.mails(route)).filter((mail) => mail.startsWith('termEscalated'))).toEqual([]);
  await region.pass(route, '3 days');
  await region.readWhen(route, ({ flags }) => (flags as string[]).includes('escalated'));
  const mails = await region.mails(route);
  expect(mails.filter((mail) => /scalated/.test(mail) && !/afterLapse/.test(mail)).toSorted()).toEqual([
    'termEscalated cnppmHead',
    'termEscalated schoolHead',
  ]);
});

test('BSH-79 agreement and approval remind at half of seven days and climb afterwards; silence is no consent', async () => {
  const route = await region.at('signed');
  await region.pass(route, '4 days');
  expect(once(await region.mails(route), 'reminded agree cnppmHead')).toBe(1);
  await region.pass(route, '12 days');
  const late = await region.mails(route);
  for (const to of ['regionalMethodologist', 'regionalAdministrator'])
    expect(once(late, `escalated agree ${to}`)).toBe(1);
  expect(await region.waiting(route)).toEqual(['agree']);
  await region.do(route, decide('centre', 'cnppmHead', 'agree'));
  await region.pass(route, '16 days');
  const later = await region.mails(route);
  expect(once(later, 'reminded approve schoolHead')).toBe(1);
  for (const to of ['cnppmHead', 'regionalAdministrator']) expect(once(later, `escalated approve ${to}`)).toBe(1);
  expect(await region.waiting(route)).toEqual(['approve']);
});

test('BSH-84 the tutor’s order is due fourteen days after the request; a new order puts the old tutor out', async () => {
  const late = await region.opened();
  await region.pass(late, '8 days');
  expect(once(await region.mails(late), 'reminded team cnppmHead')).toBe(1);
  await region.pass(late, '8 days');
  expect((await region.mails(late)).filter((mail) => /^(lapsed|escalated) team/.test(mail)).length).toBeGreaterThan(0);
  const route = await region.at('approved');
  const people = { tutor: personId(bashkiria, 'tutor2') };
  const byOrder: Step = ['centre', { act: 'reassign', as: 'cnppmHead', people, order: '16' }];
  expect(await region.answer(route, byOrder)).toBe('200');
  expect(await region.answer(route, startMark)).toMatch(/^40[34]/);
  expect(await region.answer(route, record('tutor2', 'tutor', 'startMark', { date: '2027-01-12' }))).toBe('200');
});

test('BSH-73 conclusions are final only with both signatures', async () => {
  const route = await concluding();
  expect(await region.answer(route, conclusions)).toBe('200');
  await region.do(route, bySigns[0]!);
  expect(await region.waiting(route)).toContain('signConclusions');
  expect(await region.answer(route, acknowledgement)).toBe('409 dutyNotOpen');
  expect(await region.answer(route, bySigns[0]!)).toMatch(/^409/);
  await region.do(route, bySigns[1]!);
  expect(await region.waiting(route)).toEqual(['acknowledgeConclusions']);
});

test('BSH-74 closing waits for the teacher’s acknowledgement and keeps its date', async () => {
  const route = await concluding();
  await region.do(route, conclusions, ...bySigns);
  await region.pass(route, '40 days');
  expect((await region.read(route))['outcome']).toBeNull();
  await region.do(route, acknowledgement);
  expect((await region.read(route))['outcome']).toBe('completed');
  const { done } = (await region.read(route, '/duties')) as { done: { duty: string; on: string }[] };
  expect(done.find(({ duty }) => duty === 'acknowledgeConclusions')?.on).toMatch(/^\d{4}-\d{2}-\d{2}T/);
});

test('BSH-75 low effectiveness without causes and ways of prolongation is refused', async () => {
  const route = await concluding();
  const low = (fields: object) =>
    record('methodologist1', 'regionalMethodologist', 'conclusions', fields, { outcome: 'lowEffectiveness' });
  expect(await region.answer(route, low({}))).toBe('422 fieldsMissing');
  expect(await region.answer(route, low({ causes: 'болезнь' }))).toBe('422 fieldsMissing');
  expect(await region.answer(route, low({ causes: 'болезнь', waysOfProlongation: 'полгода' }))).toBe('200');
});

test('BSH-76 (api) the closed card is read-only, and its teacher can still read it', async () => {
  const route = await concluding();
  await region.do(route, conclusions, ...bySigns, acknowledgement);
  expect(await region.answer(route, record('teacher', 'educator', 'reflect', { entry: 'ещё' }))).toBe(
    '409 routeClosed',
  );
  expect(await region.answer(route, meeting)).toBe('409 routeClosed');
  expect(await region.read(route)).toMatchObject({ state: 'closed', outcome: 'completed' });
  const plan = (await region.read(route, '/plan')) as { items: unknown[] };
  expect(plan.items).toHaveLength(2);
});
