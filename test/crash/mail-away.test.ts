import { BashkortostanLife } from '../../scripts/bashkortostan-life.ts';
import { violations } from '../support/accounts.ts';
import { Service } from '../support/service.ts';
import { until } from '../support/until.ts';

let service: Service;
beforeAll(async () => {
  service = await Service.open();
});
afterAll(() => service.close());

test('the mail server away for days: people go on, each mail arrives once, no reminder of what was done meanwhile', async () => {
  const life = await new BashkortostanLife(service).opened();
  await service.allMailSettled();
  await service.sink.stop();
  await life.teamed();
  await service.letPass(life.iom, '20 days');
  const { mail } = service.prisma;
  await until(async () => (await mail.count({ where: { kind: 'reminded', duty: 'entryDiagnostics' } })) > 0);
  expect((await service.as('centre').read(life.iom))['flags']).toContain('mailUndelivered');
  await life.tested();
  await service.sink.start();
  await life.needed();
  await service.allMailSettled();
  const reminders = await mail.findMany({ where: { kind: 'reminded', duty: 'entryDiagnostics' } });
  expect(new Set(reminders.map(({ state }) => state))).toEqual(new Set(['dropped']));
  expect(await mail.count({ where: { kind: 'assigned', state: 'accepted' } })).toBe(4);
  await until(
    async () => !((await service.as('centre').read(life.iom))['flags'] as string[]).includes('mailUndelivered'),
  );
  expect(await violations(service)).toEqual([]);
});
