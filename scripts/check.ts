/** npm run check: everything but the tests that must hold before a change goes in. Runs it all, then lists what failed. */
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { migrate } from './migrate.ts';
import { startPostgres, stopPostgres } from './postgres.ts';

const run = promisify(execFile);

const steps: Readonly<Record<string, () => Promise<void>>> = {
  format: () => node('node_modules/prettier/bin/prettier.cjs', '--check', '.'),
  lint: () => node('node_modules/oxlint/bin/oxlint'),
  types: () => node('node_modules/typescript/bin/tsc'),
  regulations: () => node('regulations/check.ts'),
  migrations: migrationsMatchSchema,
  openapi: () => node('api/check-openapi.ts'),
  'folder names': foldersSayWhatTheyHold,
};

async function node(...args: string[]): Promise<void> {
  await run(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 });
}

async function migrationsMatchSchema(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'marshrut-check-'));
  chmodSync(folder, 0o755); // root lends PostgreSQL to another account, which must get through
  const dataDir = join(folder, 'postgres');
  try {
    const { url } = await startPostgres({ dataDir, settings: { fsync: 'off' } });
    await migrate('check', url);
  } finally {
    await stopPostgres(dataDir);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Such a folder takes in anything, so that nobody finds anything in it. */
const emptyNames = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'core', 'lib', 'types', 'misc', 'shared']);

const notOurs = new Set(['node_modules', '.git', '.data']);

async function foldersSayWhatTheyHold(): Promise<void> {
  const bad = foldersIn('.').filter((folder) => emptyNames.has(basename(folder)));
  if (bad.length > 0) throw new Error(`name these folders after what they hold: ${bad.join(', ')}`);
}

function foldersIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const own = entries.filter((entry) => entry.isDirectory() && !notOurs.has(entry.name));
  return own.flatMap(({ name }) => [join(folder, name), ...foldersIn(join(folder, name))]);
}

async function passes(name: string, step: () => Promise<void>): Promise<boolean> {
  const began = performance.now();
  const failure = await step().then(
    () => undefined,
    (error: unknown) => error as { stdout?: string; stderr?: string; message: string },
  );
  const seconds = ((performance.now() - began) / 1_000).toFixed(1).padStart(5);
  console.log(`${name.padEnd(14)}${seconds} s  ${failure === undefined ? 'ok' : 'FAILED'}`);
  if (failure === undefined) return true;
  console.log(`${failure.stdout ?? ''}${failure.stderr ?? ''}`.trim() || failure.message);
  return false;
}

const failed: string[] = [];
for (const [name, step] of Object.entries(steps)) if (!(await passes(name, step))) failed.push(name);
console.log(failed.length === 0 ? 'All checks passed.' : `Failed: ${failed.join(', ')}.`);
// at once, because the schema engine's timer would hold the process for ten seconds
process.exit(failed.length === 0 ? 0 : 1);
