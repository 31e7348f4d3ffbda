import { seedDemonstration } from '../../prisma/demonstration.ts';
import { openTestDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await seedDemonstration(database.prisma);
});
afterAll(() => database.close());

test('whoever waits for a row that somebody holds gives its connection back before it is given up itself', async () => {
  const { prisma } = database;
  const began = performance.now();
  await prisma.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT code FROM regions FOR UPDATE`;
      const waiting = prisma.$transaction((other) => other.$queryRaw`SELECT code FROM regions FOR UPDATE`);
      await expect(waiting).rejects.toThrow(/lock timeout/);
    },
    { timeout: 20_000 },
  );
  expect(performance.now() - began).toBeLessThan(8_000);
});
