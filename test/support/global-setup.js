/**
 * One PostgreSQL, one Temporal server and one workflow bundle for a whole run; test files learn of them from
 * TEST_DATABASE_URL (the template), TEST_TEMPORAL_ADDRESS and TEST_WORKFLOW_BUNDLE, by way of database.ts and temporal.ts.
 * JavaScript, because Node itself loads it: jest would not resolve the `.ts` specifiers here.
 */
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Connection } from '@temporalio/client';
import { startPostgres, stopPostgres } from '../../scripts/postgres.ts';
import { setUpNamespaces } from '../../scripts/temporal-namespaces.ts';
import { startTemporal } from '../../scripts/temporal.ts';
import { bundle } from '../../worker/bundle.ts';

/** The region of test/fixtures, for which every lab is opened unless it says otherwise. */
const NAMESPACE = 'iom-ru-tst';

export default async function globalSetup() {
  const folder = mkdtempSync(join(tmpdir(), 'marshrut-test-'));
  chmodSync(folder, 0o755); // root lends PostgreSQL to another account, which must get through
  const parts = await Promise.allSettled([startDatabase(folder), startServer(folder), writeBundle(folder)]);
  globalThis.stopTestServers = async () => {
    await Promise.all(parts.map(({ value }) => value?.()));
    rmSync(folder, { recursive: true, force: true });
  };
  stopWithTheRun();
  const failed = parts.find(({ status }) => status === 'rejected');
  if (failed === undefined) return;
  await globalThis.stopTestServers();
  throw failed.reason;
}

/** A run that is told to stop leaves no server behind. */
function stopWithTheRun() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => void globalThis.stopTestServers().finally(() => process.exit(1)));
  }
}

async function startDatabase(folder) {
  const dataDir = join(folder, 'postgres');
  // what a crash would leave is of no interest, and writing without waiting for the disk is much faster
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
  const { url } = await startPostgres({ dataDir, database: 'template_marshrut', settings });
  // in a process of its own: the engine's timers would hold jest for ten seconds after its last test
  const env = { ...process.env, DATABASE_URL: url };
  await promisify(execFile)(process.execPath, ['scripts/migrate.ts', 'deploy'], { env });
  process.env['TEST_DATABASE_URL'] = url;
  return () => stopPostgres(dataDir);
}

async function startServer(folder) {
  const server = await startTemporal({
    logFile: join(folder, 'temporal.log'),
    namespaces: [NAMESPACE],
    note: (line) => console.error(line),
  });
  const connection = await Connection.connect({ address: server.address });
  await setUpNamespaces(connection, [NAMESPACE]);
  await connection.close();
  process.env['TEST_TEMPORAL_ADDRESS'] = server.address;
  return () => server.stop();
}

async function writeBundle(folder) {
  const path = join(folder, 'workflows.js');
  const { code } = await bundle();
  await writeFile(path, code);
  process.env['TEST_WORKFLOW_BUNDLE'] = path;
  return undefined;
}
