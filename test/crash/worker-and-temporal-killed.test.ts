import { violations } from '../support/accounts.ts';
import { Service } from '../support/service.ts';
import { blows, entriesInAll, liveCutShort } from './cut-short.ts';
import { MortalTemporal } from './mortal-temporal.ts';

const temporal = new MortalTemporal();
let service: Service;
beforeAll(async () => {
  await temporal.start();
  service = await Service.open({ temporal: temporal.address, worker: 'none' });
});
afterAll(async () => {
  await service.close();
  await temporal.stop();
});

test(`worker and Temporal killed together, ${blows} times at each point: nothing lost, nothing twice`, async () => {
  await liveCutShort(service, temporal);
  expect(temporal.kills).toBe(blows);
  expect(await violations(service)).toEqual([]);
  expect(await service.prisma.entry.count()).toBe(entriesInAll);
}, 400_000);
