/**
 * npm run migrate -- deploy | status | new <name> [--empty] | check | resolve --applied|--rolled-back <migration>
 *
 * Prisma's migrations by Prisma's own engine, in this process: same folder, same table `_prisma_migrations`, so its
 * command line may be used on the same database. `deploy` is stricter: it refuses a migration edited after it was
 * applied and a database that is ahead of the folder. `check` compares the folder with the schema. Without DATABASE_URL
 * the database of `npm start` is meant.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import pg from 'pg';
import { engineMessage, openEngine } from './engine.ts';
import type { OpenEngine } from './engine.ts';
import { startPostgres, stopPostgres } from './postgres.ts';

const SCHEMA = 'prisma/schema.prisma';
const FOLDER = 'prisma/migrations';
const LOCK_FILE = 'migration_lock.toml';
const PROVIDER = 'provider = "postgresql"\n';
const ADVISORY_LOCK = 72_707_371;
const USAGE = 'deploy | status | new <name> [--empty] | check | resolve --applied|--rolled-back <migration>';
const filters = { externalTables: [], externalEnums: [] };

interface Work {
  readonly engine: OpenEngine['engine'];
  readonly url: string;
  readonly args: readonly string[];
  readonly migrationsList: MigrationList;
}

const commands: Readonly<Record<string, (work: Work) => Promise<string>>> = {
  deploy,
  status,
  new: create,
  check,
  resolve: settle,
};

/** Does what `command` says on the database of `url` and returns a line about it; throws what a person should read. */
export async function migrate(command: string, url: string, args: readonly string[] = []): Promise<string> {
  const work = commands[command];
  if (work === undefined) throw new Error(`usage: ${USAGE}`);
  const { engine, close } = await openEngine(url, [[SCHEMA, readFileSync(SCHEMA, 'utf8')]]);
  try {
    return await work({ engine, url, args, migrationsList: readMigrations() });
  } finally {
    await close();
  }
}

function readMigrations(): MigrationList {
  const entries = existsSync(FOLDER) ? readdirSync(FOLDER, { withFileTypes: true }) : [];
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const lock = join(FOLDER, LOCK_FILE);
  return {
    baseDir: resolve(FOLDER),
    // before the first migration there is no such file, and the engine learns the kind of database from it
    lockfile: { path: LOCK_FILE, content: existsSync(lock) ? readFileSync(lock, 'utf8') : PROVIDER },
    shadowDbInitScript: '',
    migrationDirectories: names.toSorted().map((name) => readMigration(name)),
  };
}

function readMigration(name: string): MigrationList['migrationDirectories'][number] {
  const file = join(FOLDER, name, 'migration.sql');
  if (!existsSync(file)) throw new Error(`${file} is missing: restore it, or delete the empty folder`);
  return {
    path: name,
    migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: readFileSync(file, 'utf8') } },
  };
}

async function deploy(work: Work): Promise<string> {
  // Prisma's own lock comes after its diagnosis: two deploys at once would take each other for failed ones
  const lock = new pg.Client({ connectionString: work.url, connectionTimeoutMillis: 5_000 });
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
    await pendingMigrations(work);
    const { appliedMigrationNames } = await work.engine.applyMigrations({
      migrationsList: work.migrationsList,
      filters,
    });
    return appliedMigrationNames.length > 0 ? `applied:${listed(appliedMigrationNames)}` : 'nothing to apply';
  } finally {
    await lock.end();
  }
}

async function status(work: Work): Promise<string> {
  const pending = await pendingMigrations(work);
  return pending.length > 0 ? `pending:${listed(pending)}` : 'up to date';
}

/** Throws when the database and the folder tell different stories. */
async function pendingMigrations({ engine, migrationsList }: Work): Promise<string[]> {
  const found = await engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters });
  if (found.failedMigrationNames.length > 0) {
    throw new Error(
      `failed earlier, nothing was applied:${listed(found.failedMigrationNames)}\nRepair the database by hand, then: migrate resolve --rolled-back|--applied <migration>`,
    );
  }
  if (found.editedMigrationNames.length > 0) {
    throw new Error(
      `edited after they were applied:${listed(found.editedMigrationNames)}\nRestore the file and put the change into a new migration`,
    );
  }
  if (found.history && found.history.diagnostic !== 'databaseIsBehind') {
    throw new Error(
      `applied to the database but not in ${FOLDER}:${listed(found.history.unpersistedMigrationNames)}\nThe files are older than the database: take newer ones, or another database`,
    );
  }
  return found.history?.unappliedMigrationNames ?? [];
}

async function create(work: Work): Promise<string> {
  const [name = '', option] = work.args;
  if (!/^[a-z0-9_]+$/.test(name)) throw new Error('usage: new <name>, the name of a-z, 0-9 and _');
  const { stdout, exitCode } = await differenceToSchema(work, true);
  if (exitCode === 0 && option !== '--empty') {
    return 'schema and migrations agree: nothing written (--empty makes one to fill by hand)';
  }
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const folder = join(FOLDER, `${stamp}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'migration.sql'), exitCode === 0 ? '' : `${stdout?.trim()}\n`);
  writeFileSync(join(FOLDER, LOCK_FILE), PROVIDER);
  return `wrote ${join(folder, 'migration.sql')}: read it before it is committed`;
}

async function check(work: Work): Promise<string> {
  const { stdout, exitCode } = await differenceToSchema(work, false);
  if (exitCode === 0) return `${FOLDER} and ${SCHEMA} agree`;
  throw new Error(`${FOLDER} lacks what ${SCHEMA} says (npm run migrate -- new <name>):\n${stdout?.trim()}`);
}

/** From the migrations, replayed on a database of their own, to the schema. Exit code 2: they differ. */
async function differenceToSchema({ engine, migrationsList }: Work, script: boolean) {
  const files = [{ path: SCHEMA, content: readFileSync(SCHEMA, 'utf8') }];
  const from = { tag: 'migrations', ...migrationsList } as const;
  return engine.diff({ from, to: { tag: 'schemaDatamodel', files }, script, exitCode: true, filters });
}

async function settle({ engine, args, migrationsList }: Work): Promise<string> {
  const [option, migrationName = ''] = args;
  if (option === '--applied') await engine.markMigrationApplied({ migrationName, migrationsList });
  else if (option === '--rolled-back') await engine.markMigrationRolledBack({ migrationName });
  else throw new Error('usage: resolve --applied|--rolled-back <migration>');
  return `${migrationName} marked ${option.slice(2)}`;
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\n  ${name}`).join('');
}

/** On the database of `npm start`, whose server is left as it was found. */
async function migrateOwn(command: string, args: readonly string[]): Promise<string> {
  const { url, started } = await startPostgres();
  try {
    return await migrate(command, url, args);
  } finally {
    if (started) await stopPostgres();
  }
}

async function main(command: string, args: readonly string[]): Promise<number> {
  try {
    const given = process.env['DATABASE_URL'];
    console.log(given ? await migrate(command, given, args) : await migrateOwn(command, args));
    return 0;
  } catch (error) {
    const failed = /migration_name="([^"]+)"/.exec(String(error))?.[1];
    console.error([`migrate ${command}`, failed, engineMessage(error)].filter(Boolean).join(': '));
    return 1;
  }
}

if (import.meta.main) {
  const [command = '', ...args] = process.argv.slice(2);
  // at once, because the engine's timer of ten seconds for its lock would hold the process
  process.exit(await main(command, args));
}
