/** Mail of a route that closes: what was asked for while it closed is sent, and nothing is waited for without end. */
import { loadEdition } from '../../regulations/load.ts';
import { personId } from '../../prisma/demonstration.ts';
import { until } from '../support/until.ts';
import { bashkiria, Conductor, words } from './driver.ts';
import type { Route } from './driver.ts';
import { meeting, team } from './said.ts';
import { pendingActivitiesOf, whileRowIsHeld } from './short-runs.ts';

let conductor: Conductor;
beforeAll(async () => {
  conductor = await Conductor.begin(loadEdition('regulations/bashkortostan.undated.yaml'));
});
afterAll(() => conductor.end());

function mailsOf({ id }: Route, state: 'queued' | 'refused'): Promise<number> {
  return conductor.database.prisma.mail.count({ where: { iomId: id, state } });
}
const administrator = { person: personId(bashkiria, 'administrator'), role: 'regionalAdministrator' };

test('a retry that is written down only after the last round of a closed route is sent all the same', async () => {
  const route = await conductor.open();
  const { prisma } = conductor.database;
  await until(async () => (await mailsOf(route, 'queued')) === 0);
  await conductor.sink.stop();
  await route.do('teacher1', 'educator', { act: 'cancel', comment: words() });
  expect(await mailsOf(route, 'queued')).toBeGreaterThan(0);
  const { retried } = await whileRowIsHeld(route, async () => {
    const sent = route.handle.executeUpdate('retryMail', { args: [{ act: 'retryMail', by: administrator }] });
    await until(async () => (await pendingActivitiesOf(route)).includes('record'));
    await conductor.sink.start();
    await until(async () => (await mailsOf(route, 'queued')) === 0);
    await until(async () => !(await pendingActivitiesOf(route)).includes('deliver'));
    await prisma.mail.updateMany({ where: { iomId: route.id, kind: 'closed' }, data: { state: 'refused' } });
    return { retried: sent };
  });
  await retried;
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
