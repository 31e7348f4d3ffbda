import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { findFreePort } from '../../scripts/ports.ts';
import { startPostgres } from '../../scripts/postgres.ts';
import { openTestDatabase } from '../support/database.ts';

test('data of another version of PostgreSQL are refused before anything touches them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'marshrut-old-'));
  chmodSync(folder, 0o755);
  const dataDir = join(folder, 'postgres');
  mkdirSync(dataDir);
  writeFileSync(join(dataDir, 'PG_VERSION'), '9\n');
  await expect(startPostgres({ dataDir })).rejects.toThrow(/holds data of PostgreSQL 9 and this is \d+: .*pg_dump/);
  rmSync(folder, { recursive: true });
});

test('a port that somebody listens on is found to be taken', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  expect(await findFreePort(port)).toBeUndefined();
  await new Promise((resolve) => server.close(resolve));
  expect(await findFreePort(port)).toBe(port);
});

test('a test database has every migration, and what is written in one is not in another', async () => {
  const [one, other] = await Promise.all([openTestDatabase(), openTestDatabase()]);
  const region = {
    code: 'RU-TST',
    name: 'Тестовая область',
    timeZone: 'Europe/Moscow',
    prefix: 'TST',
    namespace: 'iom-ru-tst',
  };
  await one.prisma.region.create({ data: region });
  expect([await one.prisma.region.count(), await other.prisma.region.count()]).toEqual([1, 0]);
  await Promise.all([one.close(), other.close()]);
  const client = new pg.Client({ connectionString: one.url });
  await expect(client.connect()).rejects.toThrow('does not exist');
});
