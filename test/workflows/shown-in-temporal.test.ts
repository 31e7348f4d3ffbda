/** What an administrator sees of a route in the Temporal UI, and what can be looked for there. */
import { defaultPayloadConverter } from '@temporalio/common';
import type { Payload } from '@temporalio/common';
import { actNames, temporalDoorActs } from '../../domain/acts.ts';
import { titlesOf } from '../../domain/titles.ts';
import { loadEdition } from '../../regulations/load.ts';
import { personId } from '../../prisma/demonstration.ts';
import { detailsOf } from '../../workflows/details.ts';
import { until } from '../support/until.ts';
import { bashkiria, Conductor, words } from './driver.ts';
import type { Route } from './driver.ts';
import { meeting, team } from './said.ts';

let conductor: Conductor;
beforeAll(async () => {
  conductor = await Conductor.begin(loadEdition('regulations/bashkortostan.undated.yaml'));
});
afterAll(() => conductor.end());

type Definition = { name?: string; description?: string };
type Metadata = {
  definition: { queryDefinitions: Definition[]; signalDefinitions: Definition[]; updateDefinitions: Definition[] };
  currentDetails: string;
};
function metadataOf(route: Route): Promise<Metadata> {
  return route.handle.query('__temporal_workflow_metadata');
}
async function attributesOf(route: Route): Promise<Record<string, unknown>> {
  const { typedSearchAttributes } = await route.handle.describe();
  const ours = typedSearchAttributes.getAll().filter(({ key }) => key.name.startsWith('Iom'));
  return Object.fromEntries(ours.map(({ key, value }) => [key.name, value]));
}
const place = { IomOrganisation: 'o-bsh1', IomMunicipality: 'mu-bsh1' };
const administrator = { person: personId(bashkiria, 'administrator'), role: 'regionalAdministrator' };

test('attributes say by codes where it stands, whom it waits for, since when, until when and what is wrong', async () => {
  const route = await conductor.open();
  const { open, edition } = await route.state();
  const waiting = {
    IomStage: 'diagnostic',
    IomWaitingFor: ['cnppmHead', 'educator', 'regionalMethodologist'],
    IomWaitingSince: new Date(open.map(({ opened }) => opened).toSorted()[0] ?? ''),
    IomDueAt: new Date(open.flatMap(({ due }) => due ?? []).toSorted()[0] ?? ''),
    IomEdition: edition,
    ...place,
  };
  expect(await attributesOf(route)).toEqual(waiting);
  await route.letPass('40 days');
  expect(await attributesOf(route)).toEqual({ ...waiting, IomFlags: ['escalated', 'overdue'] });
  const query = `IomFlags = 'overdue' AND IomWaitingFor = 'cnppmHead' AND WorkflowId = '${route.handle.workflowId}'`;
  await until(async () => (await conductor.lab.client.workflow.count(query)).count === 1, 10_000);
  await route.do('teacher1', 'educator', { act: 'cancel', comment: words() });
  await route.handle.result();
  expect(await attributesOf(route)).toEqual({ IomStage: 'cancelled', IomEdition: edition, ...place });
});

test('the details say in Russian whom it waits for, what comes next by itself, and what was refused', async () => {
  const route = await conductor.open();
  const { currentDetails: before } = await metadataOf(route);
  expect(before).toContain(`## ${route.id}: Диагностический этап`);
  expect(before).toMatch(
    /\*\*Ждёт:\*\*\n\n- руководитель ЦНППМ: \*\*Установочное совещание[^*]*\*\* — с \d\d\.\d\d\.\d{4}, срок \d\d\.\d\d\.\d{4}/i,
  );
  expect(before).toMatch(
    /\*\*Дальше само собой:\*\* \d\d\.\d\d\.\d{4} \d\d:\d\d — напоминание: Установочное совещание/,
  );
  await route.handle.signal('approveEverything');
  await route.letPass('40 days');
  const { currentDetails: after } = await metadataOf(route);
  expect(after).toMatch(/⚠ .*отклонён сигнал/);
  expect(after).toMatch(/⚠ .*просрочено/);
  expect(after).toContain('`unknownSignal` от `unknown` — отказ `malformed`');
  await route.do('teacher1', 'educator', { act: 'cancel', comment: words() });
  await route.handle.result();
  expect((await metadataOf(route)).currentDetails).toContain(`## ${route.id}: закрыт (прекращён)`);
});

test('every example of an act in the details is accepted once an id is put in', async () => {
  const route = await conductor.open();
  await route.do('centre', 'cnppmHead', meeting);
  await route.do('centre', 'cnppmHead', team);
  const { currentDetails } = await metadataOf(route);
  const examples = [...currentDetails.matchAll(/^- `(\w+)`: `(\{.*\})`$/gm)].map(([, act = '', json = '']) => ({
    act,
    json,
  }));
  expect(examples.map(({ act }) => act)).toEqual(expect.arrayContaining(['reassign', 'moveTerm', 'close']));
  expect(temporalDoorActs).toEqual(expect.arrayContaining(examples.map(({ act }) => act)));
  for (const { act, json } of examples.filter(({ act: name }) => ['reassign', 'moveTerm', 'close'].includes(name))) {
    const said = json.replace('<ваш id>', administrator.person).replace('<id>', personId(bashkiria, 'tutor2'));
    expect(await route.handle.executeUpdate(act, { args: [JSON.parse(said)] })).toHaveProperty('revision');
  }
});

test('examples are about duties that are owed: none about the carrying out, a paper for verdicts only, its date to be put in', async () => {
  const route = await conductor.open();
  expect((await metadataOf(route)).currentDetails).not.toContain('`recordOnPaper`');
  const under = detailsOf(
    { ...(await route.state()), stage: 'implementation', open: [] },
    { titles: titlesOf(conductor.edition.regulation), page: '' },
  );
  expect(under).not.toMatch(/`(moveTerm|recordOnPaper)`/);
});

test('the day an example moves a term to lies ahead, also when the term has long been over', async () => {
  const route = await conductor.open();
  await route.letPass('60 days');
  const { currentDetails } = await metadataOf(route);
  const [, json = '{}'] = /^- `moveTerm`: `(\{.*\})`$/m.exec(currentDetails) ?? [];
  const said: unknown = JSON.parse(json.replace('<ваш id>', administrator.person));
  expect(await route.handle.executeUpdate('moveTerm', { args: [said] })).toHaveProperty('revision');
});

test('each act is an update and a signal of the same name, described in Russian', async () => {
  const { definition } = await metadataOf(await conductor.open());
  const { updateDefinitions, signalDefinitions, queryDefinitions } = definition;
  const named = (all: Definition[]): string[] => all.flatMap(({ name }) => name ?? []).toSorted();
  expect(named(updateDefinitions)).toEqual(actNames.toSorted());
  expect(named(signalDefinitions)).toEqual(actNames.toSorted());
  expect(named(queryDefinitions)).toContain('readIom');
  const ours = new Set<string | undefined>([...actNames, 'readIom']);
  const described = [...updateDefinitions, ...signalDefinitions, ...queryDefinitions].filter(({ name }) =>
    ours.has(name),
  );
  const inRussian = described.filter(({ description }) => /^[А-Я][^]*[а-я]/.test(description ?? ''));
  expect(inRussian).toEqual(described);
});

test('timers and activities say in Russian what they wait for, in the history', async () => {
  const route = await conductor.open();
  await route.letPass('8 days');
  const { events } = await route.handle.fetchHistory();
  const summaryOf = (payload: Payload | null | undefined): unknown =>
    payload && defaultPayloadConverter.fromPayload(payload);
  const timers = events?.filter((event) => event.timerStartedEventAttributes) ?? [];
  const activities = events?.filter((event) => event.activityTaskScheduledEventAttributes) ?? [];
  expect(timers.length).toBeGreaterThan(1);
  expect(activities.length).toBeGreaterThan(0);
  for (const { userMetadata } of timers) expect(summaryOf(userMetadata?.summary)).toBe('Ближайший срок маршрута');
  for (const { userMetadata } of activities) expect(summaryOf(userMetadata?.summary)).toBe('Письма маршрута');
});
