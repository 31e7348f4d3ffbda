/** Mail of a route that closes: what was asked for while it closed is sent, and nothing is waited for without end. */
import { loadEdition } from '../../regulations/load.ts';
import { personId } from '../../prisma/demonstration.ts';
import { until } from '../support/until.ts';
import { bashkiria, Conductor, words } from './driver.ts';
import type { Route } from './driver.ts';
import { meeting, team } from './said.ts';

let conductor: Conductor;
beforeAll(async () => {
  conductor = await Conductor.begin(loadEdition('regulations/bashkortostan.undated.yaml'));
});
afterAll(() => conductor.end());

function mailsOf({ id }: Route, state: 'queued' | 'refused'): Promise<number> {
  return conductor.database.prisma.mail.count({ where: { iomId: id, state } });
}
const administrator = { person: personId(bashkiria, 'administrator'), role: 'regionalAdministrator' };

async function pending({ handle }: Route): Promise<(string | null | undefined)[]> {
  const { raw } = await handle.describe();
  return (raw.pendingActivities ?? []).map(({ activityType }) => activityType?.name);
}

test('a retry that is written down only after the last round of a closed route is sent all the same', async () => {
  const route = await conductor.open();
  const { prisma } = conductor.database;
  await until(async () => (await mailsOf(route, 'queued')) === 0);
  await conductor.sink.stop();
  await route.do('teacher1', 'educator', { act: 'cancel', comment: words() });
  expect(await mailsOf(route, 'queued')).toBeGreaterThan(0);
  const retried = Promise.withResolvers<unknown>();
  const held = prisma.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT id FROM ioms WHERE id = ${route.id} FOR UPDATE`;
      retried.resolve(route.handle.executeUpdate('retryMail', { args: [{ act: 'retryMail', by: administrator }] }));
      await until(async () => (await pending(route)).includes('record'));
      await conductor.sink.start();
      await until(async () => (await mailsOf(route, 'queued')) === 0);
      await until(async () => !(await pending(route)).includes('deliver'));
      await tx.mail.updateMany({ where: { iomId: route.id, kind: 'closed' }, data: { state: 'refused' } });
    },
    { timeout: 30_000 },
  );
  await Promise.all([held, retried.promise]);
  await route.handle.result();
  expect([await mailsOf(route, 'queued'), await mailsOf(route, 'refused')]).toEqual([0, 0]);
}, 40_000);

/** Nobody else is employed while it lasts; mail that is owed stays in other hands, so that it is not dropped. */
async function withoutAnybodyToWriteTo(route: Route, act: () => Promise<unknown>): Promise<void> {
  const { person, mail } = conductor.database.prisma;
  const owed = { iomId: route.id, state: 'queued' } as const;
  await mail.updateMany({ where: owed, data: { settledAt: new Date(Date.now() + 3_600_000) } });
  await person.updateMany({ where: { id: { not: administrator.person } }, data: { dismissedAt: new Date() } });
  await act();
  await person.updateMany({ data: { dismissedAt: null } });
  await mail.updateMany({ where: owed, data: { settledAt: null } });
}

test('a route that closes without writing to anybody waits seven days for the mail it still owes, and no longer', async () => {
  const route = await conductor.open({ educator: 'teacher2' });
  const { mail } = conductor.database.prisma;
  await conductor.sink.stop();
  await route.do('centre', 'cnppmHead', meeting);
  await route.do('centre', 'cnppmHead', team);
  await route.letPass('3 hours');
  expect((await route.state()).flags).toContain('mailUndelivered');
  await withoutAnybodyToWriteTo(route, () =>
    route.handle.executeUpdate('close', { args: [{ act: 'close', by: administrator, reason: 'mistake' }] }),
  );
  expect(await mail.count({ where: { iomId: route.id, kind: 'closed' } })).toBe(0);
  expect(await mailsOf(route, 'queued')).toBeGreaterThan(0);
  expect(await route.letPass('6 days')).toBe('reached');
  expect(await route.letPass('2 days')).toBe('ended');
  expect(await route.handle.result()).toBe('closedIncomplete');
  await conductor.sink.start();
}, 40_000);
