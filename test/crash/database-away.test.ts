import { setTimeout as sleep } from 'node:timers/promises';
import { BashkortostanLife } from '../../scripts/bashkortostan-life.ts';
import { firstSchool } from '../../scripts/cast.ts';
import { nextMoment } from '../../domain/next-moment.ts';
import { workflowIdOf } from '../../domain/workflow-id.ts';
import { actUpdate, readIom } from '../../workflows/messages.ts';
import { violations } from '../support/accounts.ts';
import { Service } from '../support/service.ts';
import { until } from '../support/until.ts';
import { MortalPostgres } from './mortal-postgres.ts';

const fiveMinutes = 300_000;
const database = new MortalPostgres();
let service: Service;
beforeAll(async () => {
  await database.start();
  service = await Service.open({ database: database.url });
});
afterAll(async () => {
  await service.close();
  await database.stop();
});

async function routeOf(educator: string): Promise<string> {
  const life = new BashkortostanLife(service, { ...firstSchool, educator });
  await life.opened();
  await life.teamed();
  return life.iom;
}
function handleOf(iom: string) {
  return service.client.workflow.getHandle(workflowIdOf(iom));
}
/** The route's own clock stands this long before its next moment, in milliseconds. */
async function bringNearNextMoment(iom: string, before: number): Promise<void> {
  const at = nextMoment(await handleOf(iom).query(readIom))?.at ?? '';
  await service.letPass(iom, Date.parse(at) - Date.now() - before);
}
async function waitingRecord(iom: string) {
  const { raw } = await handleOf(iom).describe();
  const [only] = raw.pendingActivities ?? [];
  return {
    type: only?.activityType?.name,
    attempt: only?.attempt ?? 0,
    events: Number(raw.workflowExecutionInfo?.historyLength),
  };
}

test('PostgreSQL away for five minutes, with an act and a reminder pending: nothing grows, nothing is lost', async () => {
  const [ofAct, ofReminder] = [await routeOf('teacher1'), await routeOf('teacher2')];
  await service.allMailSettled();
  await bringNearNextMoment(ofReminder, 4_000);
  await database.goAway();

  const by = { person: service.idOf('administrator'), role: 'regionalAdministrator' };
  const people = { tutor: service.idOf('tutor2') };
  const act = { act: 'reassign' as const, by, people, reason: 'dismissal' as const };
  const reassigned = handleOf(ofAct).executeUpdate(actUpdate('reassign'), { args: [act] });
  for (const iom of [ofAct, ofReminder]) await until(async () => (await waitingRecord(iom)).type === 'record');
  const before = await Promise.all([ofAct, ofReminder].map(waitingRecord));
  await sleep(fiveMinutes);
  const after = await Promise.all([ofAct, ofReminder].map(waitingRecord));
  expect(after.map(({ events }) => events)).toEqual(before.map(({ events }) => events));
  expect(after.every(({ attempt }, index) => attempt > (before[index]?.attempt ?? 0))).toBe(true);
  expect((await service.as('centre').attempt(ofAct, { act: 'retryMail', as: 'cnppmHead' })).body).toMatchObject({
    status: 503,
    code: 'databaseAway',
  });

  await database.comeBack();
  expect(await reassigned).toHaveProperty('revision');
  await until(
    async () => (await service.prisma.entry.count({ where: { iomId: ofReminder, act: 'timePasses' } })) === 1,
  );
  await service.allMailSettled();
  expect(await violations(service)).toEqual([]);
}, 500_000);
