import { randomUUID } from 'node:crypto';
import type { WorkflowUpdateFailedError } from '@temporalio/client';
import type { ApplicationFailure } from '@temporalio/common';
import type { Act, ActName } from '../../domain/acts.ts';
import { temporalDoorActs } from '../../domain/acts.ts';
import { demonstrationRegions, personId, seedDemonstration } from '../../prisma/demonstration.ts';
import { loadEdition } from '../../regulations/load.ts';
import { bashkiria, Conductor, words } from './driver.ts';
import type { Route, Said } from './driver.ts';

const saratov = demonstrationRegions.find(({ prefix }) => prefix === 'SAR')!;
let conductor: Conductor;
let route: Route;
beforeAll(async () => {
  conductor = await Conductor.begin(loadEdition('regulations/bashkortostan.undated.yaml'));
  const { prisma } = conductor.database;
  await seedDemonstration(prisma, [saratov]);
  await prisma.person.create({
    data: {
      id: 'p-bshformer',
      regionCode: 'RU-BA',
      familyName: 'Бывшая',
      givenName: 'Яна',
      email: 'a@marshrut.example',
      dismissedAt: new Date('2024-01-01'),
      roleAssignments: {
        create: {
          id: 'r-former',
          role: 'regionalAdministrator',
          scope: 'region',
          scopeId: 'RU-BA',
          from: new Date('2020-01-01'),
        },
      },
    },
  });
  route = await teamed('teacher1');
});
afterAll(() => conductor.end());

async function teamed(educator: string, school = 1): Promise<Route> {
  const opened = await conductor.open({ educator });
  const fields = { date: '2026-09-01', participants: words(), tutorCooperation: words(), draftOrder: words() };
  await opened.do('centre', 'cnppmHead', { act: 'record', duty: 'openingMeeting', fields });
  return opened.do('centre', 'cnppmHead', {
    act: 'assign',
    duty: 'team',
    people: team(school),
    fields: {
      orderNumber: words(),
      date: '2026-09-02',
    },
  });
}
const team = (school: number): Record<string, string> => ({
  tutor: personId(bashkiria, 'tutor1'),
  regionalMethodologist: personId(bashkiria, 'methodologist1'),
  deputyHead: personId(bashkiria, `deputy${school}`),
  subjectAssociationHead: personId(bashkiria, `association${school}`),
});

/** Each as an administrator would type it, without proof, key and words. */
const typed: Record<(typeof temporalDoorActs)[number], object> = {
  reassign: { people: { tutor: personId(bashkiria, 'tutor2') }, reason: 'dismissal' },
  retryMail: {},
  moveTerm: { duty: 'entryDiagnostics', due: '2030-01-31', reason: 'illness' },
  suspend: { reason: 'illness' },
  resume: {},
  cancel: { reason: 'dismissal' },
  close: { reason: 'dismissal' },
  recordOnPaper: {
    duty: 'signCard',
    round: 1,
    planVersion: '0',
    reason: 'paperVerdict',
    signer: {
      person: personId(bashkiria, 'methodologist1'),
      role: 'regionalMethodologist',
    },
    outside: {
      on: '2026-09-03',
      order: '7',
    },
  },
};
const strangers = {
  'an administrator of another region': { person: personId(saratov, 'administrator'), refusal: /^(roleNotHeld)$/ },
  'the owner, posing as administrator': { person: personId(bashkiria, 'teacher1'), refusal: /^(ownIom)$/ },
  'a dismissed administrator': { person: 'p-bshformer', refusal: /^(roleNotHeld)$/ },
  'somebody invented': { person: 'p-nobody', refusal: /^(personUnknown)$/ },
};
const cells = temporalDoorActs.flatMap((act) =>
  Object.entries(strangers).map(([who, { person, refusal }]) => ({ act, who, person, refusal })),
);
/** What the edition or the state of this route refuses to everybody; the person is not the reason there. */
const refusedToAll = /^(notAllowed|notSuspended|wrongStage|dutyNotOpen)$/;

test.each(cells)('$act through Temporal by $who is refused and changes nothing', async ({ act, person, refusal }) => {
  const before = await route.entries();
  const answer = await route.send({ act, by: { person, role: 'regionalAdministrator' }, ...typed[act] } as Act);
  const reason = 'refused' in answer ? answer.refused : 'accepted';
  const byAdministrator = await wouldBeRefused(act);
  expect(reason).toMatch(byAdministrator ? new RegExp(`${refusal.source}|${refusedToAll.source}`) : refusal);
  expect(await route.entries()).toHaveLength(before.length);
});
async function wouldBeRefused(act: ActName): Promise<boolean> {
  return ['suspend', 'resume', 'recordOnPaper'].includes(act);
}

test.each(['plan', 'record', 'decide', 'assign', 'completeItem', 'open', 'amend', 'propose'] as const)(
  'nobody approves as somebody else: %s without a proof does not pass through Temporal',
  async (act) => {
    const answer = await route.send({
      act,
      by: { person: personId(bashkiria, 'centre'), role: 'cnppmHead' },
    } as unknown as Act);
    expect('refused' in answer && answer.refused).toMatch(/^(malformed|notThroughThisDoor)$/);
  },
);

test('a refusal says in Russian why, with the clause, and not where in the code', async () => {
  const by = { person: personId(bashkiria, 'teacher1'), role: 'regionalAdministrator' };
  const own = route.handle.executeUpdate('cancel', { args: [{ by, reason: 'dismissal' }] });
  const { cause } = (await own.catch((error: WorkflowUpdateFailedError) => error)) as { cause: ApplicationFailure };
  expect(cause.message).toMatch(/^Это ваш собственный маршрут\. .* — regionalAdministrator — default 1\.3$/);
  expect(cause.stack).not.toMatch(/workflows|domain|\.[jt]s/);
});

test('nobody repairs through Temporal in another role than that of those who repair', async () => {
  const by = { person: personId(bashkiria, 'centre'), role: 'cnppmHead' };
  const act = { act: 'reassign', by, order: '17', people: { tutor: personId(bashkiria, 'tutor2') } } as Act;
  expect(await route.send(act)).toMatchObject({ refused: 'notThroughThisDoor' });
  await route.signal(act);
  await route.do('administrator', 'regionalAdministrator', { act: 'retryMail' });
  expect((await route.state()).refusedSignals.at(-1)).toMatchObject({ act: 'reassign', refusal: 'notThroughThisDoor' });
});

test('words that belong to an earlier act are no reason for another one', async () => {
  const own = await teamed('teacher6', 2);
  const [earlier] = await conductor.database.prisma.words.findMany({
    where: { iomId: own.id, authorId: personId(bashkiria, 'centre') },
  });
  const comment = { words: earlier?.id, hash: earlier?.hash };
  const cancel: Said = { act: 'cancel', comment };
  expect(await own.try('centre', 'cnppmHead', cancel)).toMatchObject({ refused: 'wordsUnknown' });
});

test('each refused signal under one key is noted, and only somebody who is there is named', async () => {
  const own = await teamed('teacher7');
  const key = randomUUID();
  const by = { person: 'p-79161234567', role: 'regionalAdministrator' };
  await own.handle.signal('cancel', { by, key, reason: 'because' });
  await own.handle.signal('suspend', { by, key, reason: 'illness' });
  await own.do('administrator', 'regionalAdministrator', { act: 'retryMail' });
  const noted = (await own.state()).refusedSignals.map(({ act, person }) => [act, person]);
  expect(noted).toEqual([
    ['cancel', 'unknown'],
    ['suspend', 'unknown'],
  ]);
});

test('an order number in capitals is one through Temporal, too', async () => {
  const by = { person: personId(bashkiria, 'administrator'), role: 'regionalAdministrator' };
  const answer = await route.send({ act: 'reassign', by, ...typed.reassign, order: '16-К' } as Act);
  expect(answer).toHaveProperty('accepted');
});

test('`record` and `deliver` are done for the route itself and for nobody else', async () => {
  const { client, taskQueue } = conductor.lab;
  const asked = {
    iom: route.id,
    act: { act: 'timePasses', key: randomUUID() },
    expected: 3,
    now: '2031-01-01T00:00:00.000Z',
  };
  const before = await route.entries();
  for (const [activity, arg] of [
    ['record', asked],
    ['deliver', route.id],
  ] as const) {
    const done = client.activity.execute(activity, {
      id: randomUUID(),
      taskQueue,
      args: [arg],
      startToCloseTimeout: '5s',
    });
    await expect(done).rejects.toMatchObject({ cause: { type: 'notTheRoute' } });
  }
  expect(await route.entries()).toHaveLength(before.length);
});

test('a proof made for another act, another route or with another key is refused', async () => {
  const meeting: Said = { act: 'reassign', people: { tutor: personId(bashkiria, 'tutor2') }, reason: 'dismissal' };
  const good = await route.prepare('administrator', 'regionalAdministrator', meeting);
  const other = await teamed('teacher2');
  expect(await other.send(good)).toMatchObject({ refused: 'proofInvalid' });
  const changed = { ...good, people: { tutor: personId(bashkiria, 'tutor1') } } as Act;
  expect(await route.send(changed)).toMatchObject({ refused: 'proofInvalid' });
});

test('an administrator reassigns in the own name; the old tutor is out at once, the new one is in', async () => {
  const own = await teamed('teacher3');
  const by = { person: personId(bashkiria, 'administrator'), role: 'regionalAdministrator' };
  expect(await own.send({ act: 'reassign', by, ...typed.reassign } as Act)).toHaveProperty('accepted');
  const state = await own.state();
  expect(state.assigned['tutor']).toBe(personId(bashkiria, 'tutor2'));
  const [entry] = (await own.entries()).slice(-1);
  expect(entry).toMatchObject({ act: 'reassign', door: 'temporal', byPerson: by.person });
  const draft: Said = { act: 'plan', duty: 'draft', plan: { items: [] } };
  expect(await own.try('tutor1', 'tutor', draft)).toMatchObject({ refused: 'notAssigned' });
});

test('a request for cancellation in the Temporal UI ends nothing and is shown', async () => {
  const own = await teamed('teacher4');
  await own.handle.cancel();
  const fields = { form: 'selfDiagnosis', levels: { subject: 'low' } };
  await own.do('teacher4', 'educator', { act: 'record', duty: 'entryDiagnostics', fields });
  expect((await own.handle.describe()).status.name).toBe('RUNNING');
  expect((await own.state()).refusedSignals).toMatchObject([{ act: 'cancellation' }]);
});

test('a tutor of another region, a dismissed one and one without the role cannot be named', async () => {
  const own = await teamed('teacher5', 2);
  const name = (tutor: string) =>
    own.try('administrator', 'regionalAdministrator', { act: 'reassign', people: { tutor }, reason: 'transfer' });
  expect(await name(personId(saratov, 'tutor1'))).toMatchObject({ refused: 'personNotEligible' });
  expect(await name('p-bshformer')).toMatchObject({ refused: 'personNotEligible' });
  expect(await name(personId(bashkiria, 'teacher2'))).toMatchObject({ refused: 'personNotEligible' });
  expect(await name('p-nobody')).toMatchObject({ refused: 'personUnknown' });
  expect(await name(personId(bashkiria, 'teacher5'))).toMatchObject({ refused: 'ownIom' });
});
