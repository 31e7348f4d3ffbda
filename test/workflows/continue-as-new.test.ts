/** What a route is, and what was said to people, does not depend on how often it went on as a new run. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';
import { Problem } from '../../api/problems.ts';
import type { Keyed } from '../../api/send-act.ts';
import { sendAct } from '../../api/send-act.ts';
import { createTemporal } from '../../api/temporal.ts';
import type { Act } from '../../domain/acts.ts';
import type { Iom } from '../../domain/iom.ts';
import { nextMoment } from '../../domain/next-moment.ts';
import type { Accepted, Answer } from '../../domain/recorded.ts';
import { personId } from '../../prisma/demonstration.ts';
import { until } from '../support/until.ts';
import { bashkiria, proofKey } from './driver.ts';
import type { Conductor, Route } from './driver.ts';
import { meeting, reflection, team } from './said.ts';
import {
  beginShortRuns,
  failedTasksOf,
  pendingActivitiesOf,
  runsOf,
  stateInRow,
  stateOfRoute,
  whileRowIsHeld,
  writeUntilNewRun,
} from './short-runs.ts';
import type { ShortRuns } from './short-runs.ts';

let world: ShortRuns;
let conductor: Conductor;
beforeAll(async () => {
  world = await beginShortRuns(40);
  ({ conductor } = world);
});
afterAll(() => world.end());

/** Everything an administrator sees of a route, by the server and by the route itself. */
async function seen(route: Route): Promise<object> {
  const { typedSearchAttributes, ...description } = await route.handle.describe();
  const metadata = await route.handle.query<{ currentDetails: string }>('__temporal_workflow_metadata');
  const ours = typedSearchAttributes.getAll().filter(({ key }) => key.name.startsWith('Iom'));
  return {
    attributes: ours.toSorted((one, other) => (one.key.name < other.key.name ? -1 : 1)),
    summary: await description.staticSummary(),
    details: await description.staticDetails(),
    currentDetails: metadata.currentDetails,
  };
}

test('a route that went on as a new run stands where it stood, and is shown as it was', async () => {
  const route = await conductor.open();
  await route.letPass('30 days');
  await route.handle.signal('approveEverything');
  await route.do('teacher1', 'educator', reflection());
  const before = await seen(route);
  await writeUntilNewRun(route);
  await writeUntilNewRun(route);
  expect(await seen(route)).toEqual(before);
  expect((await runsOf(route)).length).toBeGreaterThanOrEqual(3);
  expect(await stateOfRoute(route)).toEqual(await stateInRow(route));
}, 30_000);

test('the next moment comes in the new run when it would have come in the old one', async () => {
  const route = await conductor.open();
  const moment = nextMoment(await route.state());
  await writeUntilNewRun(route);
  expect(nextMoment(await route.state())).toEqual(moment);
  await route.letPass('20 days');
  const passed = (await route.entries()).filter(({ act }) => act === 'timePasses');
  expect(passed.length).toBeGreaterThan(1);
  expect(passed[0]?.at.toISOString().slice(0, 19)).toBe(moment?.at.slice(0, 19));
  expect(await stateOfRoute(route)).toEqual(await stateInRow(route));
}, 30_000);
/** As the API does it: what the run has dropped is sent once more under its key, and clients repeat what is unknown. */
async function throughApi(route: Route, act: Keyed, send?: Parameters<typeof sendAct>[2]): Promise<Answer> {
  const { lab, database } = conductor;
  const temporal = createTemporal(lab.client.connection as Connection);
  const parts = { prisma: database.prisma, temporal, clock: () => new Date(), proofKey, patience: 20_000 };
  for (;;) {
    try {
      return await sendAct(parts, { iom: route.id, namespace: lab.namespace, act }, send);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'outcomeUnknown') throw error;
    }
  }
}
async function prepared(route: Route): Promise<Keyed> {
  return (await route.prepare('teacher1', 'educator', reflection())) as Keyed;
}

/** Everything about what was sent while the route went on as new runs; the wrong ones by name, so that there be none. */
async function accountsOf(route: Route, keys: string[]): Promise<object> {
  const rows = await route.entries();
  const events = rows.flatMap((row) => row.events);
  return {
    lostOrDoubled: keys.filter((key) => rows.filter((row) => row.key === key).length !== 1),
    gaps: rows.filter((row, index) => row.revision !== index + 1),
    refusedSignals: events.filter(({ event }) => event === 'signalRefused').length,
    state: await stateOfRoute(route),
  };
}

test('acts and signals, each sent twice, pour in while it goes on: none lost, none twice, each refusal noted once', async () => {
  const route = await conductor.open();
  const keys: string[] = [];
  let refusals = 0;
  await Promise.all([0, 1, 2].map(pour));
  await until(async () => (await route.entries()).length >= 1 + keys.length + refusals);
  expect(await accountsOf(route, keys)).toEqual({
    lostOrDoubled: [],
    gaps: [],
    refusedSignals: refusals,
    state: await stateInRow(route),
  });
  expect((await runsOf(route)).length).toBeGreaterThanOrEqual(4);

  async function pour(lane: number): Promise<void> {
    for (let turn = 0; turn < 8; turn += 1) {
      await sleep((lane * 7 + turn * 13) % 40);
      const [updated, signalled] = await Promise.all([prepared(route), prepared(route)]);
      const refused = await route.prepare('centre', 'cnppmHead', reflection());
      keys.push(updated.key, signalled.key);
      refusals += 1;
      const answers = Promise.all([throughApi(route, updated), throughApi(route, updated)]);
      for (const signal of [signalled, refused, signalled, refused]) await route.signal(signal);
      const [first, second] = await answers;
      expect(first).toHaveProperty('accepted');
      expect(second).toEqual(first);
    }
  }
}, 60_000);

test('an act sent to a run that has gone on is sent once more under its key and has one effect', async () => {
  const route = await conductor.open();
  const { runId: old } = await route.handle.describe();
  await writeUntilNewRun(route);
  const act = await prepared(route);
  const asked: (string | undefined)[] = [];
  const answer = await throughApi(route, act, (client) => {
    asked.push(asked.length === 0 ? old : undefined);
    const run = client.getHandle(route.handle.workflowId, asked.at(-1));
    return run.executeUpdate<Accepted, [Act]>(act.act, { args: [act], updateId: act.key });
  });
  expect(answer).toHaveProperty('accepted');
  expect(asked).toEqual([old, undefined]);
  expect(await accountsOf(route, [act.key])).toMatchObject({ lostOrDoubled: [], gaps: [] });
});

test('an act that is under way in a run that is ended and begun again from its row is sent once more and has one effect', async () => {
  const route = await conductor.open();
  const act = await prepared(route);
  const failures: unknown[] = [];
  const begunAgain = Promise.withResolvers<void>();
  const { answering } = await whileRowIsHeld(route, async () => {
    const sent = throughApi(route, act, async (client) => {
      const run = client.getHandle(route.handle.workflowId);
      if (failures.length > 0) await begunAgain.promise;
      return run.executeUpdate<Accepted, [Act]>(act.act, { args: [act], updateId: act.key }).catch((error: unknown) => {
        failures.push(error);
        throw error;
      });
    });
    await until(async () => (await pendingActivitiesOf(route)).includes('record'));
    await route.handle.terminate();
    await conductor.start({ ...(await stateInRow(route)), process: conductor.edition.process } as Iom);
    begunAgain.resolve();
    return { answering: sent };
  });
  expect(await answering).toHaveProperty('accepted');
  expect(failures).toMatchObject([{ cause: { type: 'AcceptedUpdateCompletedWorkflow' } }]);
  expect(await accountsOf(route, [act.key])).toMatchObject({ lostOrDoubled: [], gaps: [] });
}, 30_000);

test('mail that was queued, and mail that was on its way when the route went on, is sent once by the run after it', async () => {
  const route = await conductor.open();
  const { prisma } = conductor.database;
  const queued = (): Promise<number> => prisma.mail.count({ where: { iomId: route.id, state: 'queued' } });
  await until(async () => (await queued()) === 0);
  await conductor.sink.stop();

  await route.letPass('20 days');

  expect(await queued()).toBeGreaterThan(0);
  await writeUntilNewRun(route);
  await conductor.sink.start();
  await route.letPass('20 minutes');
  await until(async () => (await queued()) === 0);

  const mails = await prisma.mail.findMany({ where: { iomId: route.id, state: 'accepted' } });
  const received = conductor.sink.mails.map(({ messageId }) => messageId);
  expect(mails.filter(({ messageId }) => received.filter((id) => id.includes(messageId)).length !== 1)).toEqual([]);
  expect(mails.length).toBeGreaterThan(2);
  expect(await failedTasksOf(route)).toEqual([]);
}, 30_000);

test('acts that are refused in the record fill the history like any other, and lead to a new run', async () => {
  const route = await conductor.open();
  const { runId } = await route.handle.describe();
  for (let count = 0; count < 8; count += 1)
    expect(await route.try('teacher2', 'cnppmHead', meeting)).toMatchObject({ refused: 'roleNotHeld' });
  await until(async () => (await route.handle.describe()).runId !== runId, 5_000);
  expect(await route.entries()).toHaveLength(1);
});

test('an update without a key is known by its id: sent again to a later run it gets its first answer', async () => {
  const route = await conductor.open();
  await route.do('centre', 'cnppmHead', meeting);
  await route.do('centre', 'cnppmHead', team);
  const by = { person: personId(bashkiria, 'administrator'), role: 'regionalAdministrator' };
  const act: Act = { act: 'reassign', by, people: { tutor: personId(bashkiria, 'tutor2') }, reason: 'illness' };
  const updateId = randomUUID();
  const first = await route.update(act, updateId);
  await writeUntilNewRun(route);
  expect(await route.update(act, updateId)).toEqual(first);
  expect((await route.entries()).filter((entry) => entry.act === 'reassign')).toHaveLength(1);
});
