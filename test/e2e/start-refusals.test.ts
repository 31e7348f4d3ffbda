import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { findFreePort, getFreePort } from '../../scripts/ports.ts';
import type { Settings } from './started-product.ts';
import { StartedProduct } from './started-product.ts';

let taken: Server;
let nobody: number;
beforeAll(async () => {
  taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  nobody = await getFreePort();
});
afterAll(() => void taken.close());

function portTaken(): number {
  return (taken.address() as AddressInfo).port;
}

const refusals: [string, () => Settings, RegExp][] = [
  [
    'a port that is taken',
    () => ({ PORT: `${portTaken()}` }),
    /^Port \d+, wanted for the API .* choose another port with PORT=/,
  ],
  [
    'PostgreSQL’s port taken',
    () => ({ POSTGRES_PORT: `${portTaken()}` }),
    /^Port \d+, wanted for PostgreSQL, is taken/,
  ],
  [
    'one port for two',
    () => ({ PORT: '3999', MAIL_PAGE_PORT: '3999' }),
    /^MAIL_PAGE_PORT and PORT are both 3999: give /,
  ],
  ['a port that is none', () => ({ PORT: 'http' }), /^PORT must be a port number, from 1 to 65535: correct it/],
  [
    'no Temporal at the address',
    () => ({ TEMPORAL_ADDRESS: `127.0.0.1:${nobody}` }),
    /^No Temporal answers at TEMPORAL_ADDRESS 127.* or unset TEMPORAL_ADDRESS/,
  ],
  [
    'no PostgreSQL at the address',
    () => ({ DATABASE_URL: `postgresql://a:b@127.0.0.1:${nobody}/c` }),
    /^The PostgreSQL of DATABASE_URL cannot be used \(.*ECONNREFUSED.* or unset DATABASE_URL/,
  ],
  [
    'no address of a database',
    () => ({ DATABASE_URL: 'hello' }),
    /^The PostgreSQL of DATABASE_URL cannot be used \(not an/,
  ],
  [
    'a mail server that refuses',
    () => ({ SMTP_URL: `smtp://127.0.0.1:${nobody}` }),
    /^The mail server of SMTP_URL takes no mail from here \(127.*ECONNREFUSED.* or unset SMTP_URL/,
  ],
];

test.each(refusals)('%s: one sentence says what to do, and nothing is begun', async (_name, settings, sentence) => {
  const product = await StartedProduct.prepare(settings());
  await product.start();
  expect(await product.exit()).toBe(1);
  const said = product.output.split('\n').filter((line) => line !== '' && !line.startsWith('>'));
  expect(said).toEqual([expect.stringMatching(sentence)]);
  expect(readdirSync(product.folder)).toEqual([]);
  product.cleanUp();
});

test('data of another PostgreSQL are left alone: one sentence says what to do', async () => {
  const product = await StartedProduct.prepare();
  mkdirSync(join(product.folder, 'postgres'));
  writeFileSync(join(product.folder, 'postgres', 'PG_VERSION'), '14\n');
  await product.start();
  expect(await product.exit()).toBe(1);
  expect(product.output).toMatch(/^\S+ holds data of PostgreSQL 14 and this is \d+: move them over with pg_dump/m);
  expect(readdirSync(product.folder)).toEqual(['postgres']);
  product.cleanUp();
});

test('a part that cannot start says why, and what was started before it is stopped', async () => {
  const product = await StartedProduct.prepare();
  mkdirSync(join(product.folder, 'temporal'));
  writeFileSync(
    join(product.folder, 'temporal', 'temporal.db'),
    'no database at all, but long enough to be read as one',
  );
  await product.start();
  expect(await product.exit()).toBe(1);
  expect(product.output).toMatch(/^Temporal did not start at 127.0.0.1:\d+, its log ends with:$/m);
  expect(product.processes()).toEqual({});
  const ports = Object.entries(product.settings).filter(([name]) => name.endsWith('PORT'));
  for (const [, port] of ports) expect(await findFreePort(Number(port))).toBe(Number(port));
  product.cleanUp();
});
