/** What a route is, and what was said to people, does not depend on how often it went on as a new run. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';
import type { Keyed } from '../../api/send-act.ts';
import { sendAct } from '../../api/send-act.ts';
import { createTemporal } from '../../api/temporal.ts';
import type { Answer } from '../../domain/recorded.ts';
import { nextMoment } from '../../domain/next-moment.ts';
import { until } from '../support/until.ts';
import { proofKey } from './driver.ts';
import type { Conductor, Route } from './driver.ts';
import { beginShortRuns, reflection, runsOf, stateInRow, stateOfRoute, writeUntilNewRun } from './short-runs.ts';
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
  return {
    attributes: typedSearchAttributes.getAll().toSorted((one, other) => (one.key.name < other.key.name ? -1 : 1)),
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
  await route.letPass('60 days');
  const passed = (await route.entries()).filter(({ act }) => act === 'timePasses');
  expect(passed.length).toBeGreaterThan(4);
  console.log(moment, JSON.stringify(passed[0]), (await runsOf(route)).length);
}, 30_000);
/** As the API does it: an act whose run is gone is sent once more under its key. */
function throughApi({ id }: Route, act: Keyed, send?: Parameters<typeof sendAct>[2]): Promise<Answer> {
  const { lab, database } = conductor;
  const temporal = createTemporal(lab.client.connection as Connection);
  const parts = { prisma: database.prisma, temporal, clock: () => new Date(), proofKey };
  return sendAct(parts, { iom: id, namespace: lab.namespace, act }, send);
}

/** Everything about what was sent while the route went on as new runs, in one object: wrong ones by name, none of them. */
async function accountsOf(route: Route, keys: string[]): Promise<object> {
  const rows = await conductor.database.prisma.entry.findMany({
    where: { iomId: route.id },
    orderBy: { revision: 'asc' },
  });
  const events = rows.flatMap((row) => row.events as { event: string; of?: string }[]);
  return {
    lostOrDoubled: keys.filter((key) => rows.filter((row) => row.key === key).length !== 1),
    gaps: rows.filter((row, index) => row.revision !== index + 1),
    refusedSignals: events.filter(({ event }) => event === 'signalRefused').length,
    state: await stateOfRoute(route),
  };
}

test('acts, repeated acts and signals that pour in while it goes on: none lost, none twice, each refusal noted once', async () => {
  const route = await conductor.open();
  const keys: string[] = [];
  const refusals: string[] = [];
  await Promise.all(Array.from({ length: 4 }, (_, lane) => pour(lane)));
  await until(async () => (await route.entries()).length >= 1 + keys.length + refusals.length);
  expect(await accountsOf(route, keys)).toEqual({
    lostOrDoubled: [],
    gaps: [],
    refusedSignals: refusals.length,
    state: await stateInRow(route),
  });
  expect((await runsOf(route)).length).toBeGreaterThanOrEqual(5);

  async function pour(lane: number): Promise<void> {
    for (let turn = 0; turn < 15; turn += 1) {
      await sleep((lane * 7 + turn * 13) % 40);
      const [updated, signalled] = await Promise.all([prepared(), prepared()]);
      const refused = await route.prepare('centre', 'cnppmHead', reflection());
      keys.push(updated.key, signalled.key);
      refusals.push(refused.key ?? '');
      const sent = [throughApi(route, updated), throughApi(route, updated), route.signal(signalled), route.signal(signalled)];
      const [first, second] = await Promise.all([...sent, route.signal(refused), route.signal(refused)]);
      expect(first).toHaveProperty('accepted');
      expect(second).toEqual(first);
    }
  }
  async function prepared(): Promise<Keyed> {
    return (await route.prepare('teacher1', 'educator', reflection())) as Keyed;
  }
}, 60_000);
