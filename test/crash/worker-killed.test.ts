import { violations } from '../support/accounts.ts';
import { Service } from '../support/service.ts';
import { blows, entriesInAll, liveCutShort } from './cut-short.ts';

let service: Service;
beforeAll(async () => {
  service = await Service.open({ worker: 'none' });
});
afterAll(() => service.close());

test(`the worker killed ${blows} times at each point of an act: nothing lost, nothing twice`, async () => {
  await liveCutShort(service);
  expect(await violations(service)).toEqual([]);
  expect(await service.prisma.entry.count()).toBe(entriesInAll);
}, 400_000);
