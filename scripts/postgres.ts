/** A private PostgreSQL server from an npm package: for trying out and for tests, not for production. */
import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { dataPath } from './data-folder.ts';
import { accountFor, dataFolder, findPrograms } from './postgres-account.ts';
import { findFreePort } from './ports.ts';

const run = promisify(execFile);
const programs = await findPrograms();

export interface PostgresOptions {
  readonly dataDir?: string;
  /** Any free one when absent. A server that already runs on the data keeps the port it has. */
  readonly port?: number;
  readonly database?: string;
  readonly settings?: Readonly<Record<string, string>>;
}

export interface Postgres {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  /** Whether the data are new, and whether the server was started or found running. */
  readonly created: boolean;
  readonly started: boolean;
}

const DEFAULT_DATA = dataPath('postgres');

/** May be called again: makes the data once, starts the server unless it runs, makes the database unless it exists. */
export async function startPostgres(options: PostgresOptions = {}): Promise<Postgres> {
  const dir = dataFolder(options.dataDir ?? DEFAULT_DATA);
  accountFor(dir); // refuses somebody else's data
  await clearDeadServer(dir);
  const created = !existsSync(join(dir, 'PG_VERSION'));
  if (created) await initialise(dir);
  checkVersion(dir);
  const started = !(await isRunning(dir));
  if (started) await launch(dir, options.port ?? 0, options.settings ?? {});
  const port = Number(serverLines(dir)[3]);
  const database = options.database ?? 'marshrut';
  await ensureDatabase(connectionUrl(dir, port, 'postgres'), database);
  return { url: connectionUrl(dir, port, database), port, dataDir: dir, created, started };
}

/**
 * Lets running statements end as errors, writes everything down and leaves; `immediate` leaves that to the next start.
 * False when no server ran.
 */
export async function stopPostgres(dataDir = DEFAULT_DATA, how: 'fast' | 'immediate' = 'fast'): Promise<boolean> {
  const dir = dataFolder(dataDir);
  if (!(await isRunning(dir))) return false;
  await control(dir, '-m', how, '-w', 'stop');
  return true;
}

/** The port of the server that runs on these data, if one does. */
export async function findPostgresPort(dataDir = DEFAULT_DATA): Promise<number | undefined> {
  const dir = dataFolder(dataDir);
  await clearDeadServer(dir);
  return (await isRunning(dir)) ? Number(serverLines(dir)[3]) : undefined;
}

/** Throws when the data were made by another version of PostgreSQL; nothing is touched. */
export function refuseOtherVersion(dataDir = DEFAULT_DATA): void {
  const dir = dataFolder(dataDir);
  if (existsSync(join(dir, 'PG_VERSION'))) checkVersion(dir);
}

async function initialise(dir: string): Promise<void> {
  const account = accountFor(dir);
  mkdirSync(dirname(dir), { recursive: true }); // apart from the data folder: 0700 would close this one too
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  writeFileSync(`${dir}.password`, crypto.randomUUID(), { mode: 0o600 });
  const secrets = mkdtempSync(join(tmpdir(), 'marshrut-'));
  const passwordFile = join(secrets, 'password');
  writeFileSync(passwordFile, password(dir), { mode: 0o600 });
  for (const path of 'uid' in account ? [dir, secrets, passwordFile] : []) chownSync(path, account.uid, account.gid);
  const args = ['-U', 'postgres', '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
  try {
    await run(programs.initdb, ['-D', dir, `--pwfile=${passwordFile}`, ...args], processOptions(dir));
  } catch (error) {
    rmSync(dir, { recursive: true, force: true });
    throw new Error(`PostgreSQL could not make its data in ${dir}: ${saidBy(error)}`, { cause: error });
  } finally {
    rmSync(secrets, { recursive: true, force: true });
  }
}

function checkVersion(dir: string): void {
  const version = readFileSync(join(dir, 'PG_VERSION'), 'utf8').trim();
  if (version === programs.major) return;
  throw new Error(
    `${dir} holds data of PostgreSQL ${version} and this is ${programs.major}: move them over with pg_dump of the old version, or move the folder away to start empty.`,
  );
}

async function launch(dir: string, wanted: number, settings: Readonly<Record<string, string>>): Promise<void> {
  const port = await findFreePort(wanted);
  if (port === undefined) {
    throw new Error(
      `Port ${wanted} is taken, so PostgreSQL cannot use it: stop what listens there or choose another with POSTGRES_PORT.`,
    );
  }
  const given = { listen_addresses: '127.0.0.1', unix_socket_directories: "''", max_connections: '100', ...settings };
  const flags = Object.entries(given).map(([name, value]) => `-c ${name}=${value}`);
  const log = join(dir, 'server.log');
  try {
    await control(dir, '-w', '-t', '60', '-l', log, '-o', [`-p ${port}`, ...flags].join(' '), 'start');
  } catch (error) {
    const lines = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-5) : [saidBy(error)];
    throw new Error(`PostgreSQL did not start on port ${port}, its log ends with:\n${lines.join('\n')}`, {
      cause: error,
    });
  }
}

async function isRunning(dir: string): Promise<boolean> {
  if (!existsSync(join(dir, 'PG_VERSION'))) return false;
  return control(dir, 'status').then(
    () => true,
    () => false,
  );
}

/** Where nobody collects dead processes (many containers), a killed server stays a zombie that pg_ctl takes for alive. */
async function clearDeadServer(dir: string): Promise<void> {
  const stat = `/proc/${serverLines(dir)[0]}/stat`;
  if (!existsSync(stat) || !readFileSync(stat, 'utf8').includes(') Z ')) return;
  await sleep(500); // its children leave by themselves
  rmSync(join(dir, 'postmaster.pid'), { force: true });
}

/** postmaster.pid: the process in the first line, the port in the fourth. */
function serverLines(dir: string): string[] {
  const file = join(dir, 'postmaster.pid');
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
}

async function control(dir: string, ...args: string[]): Promise<void> {
  await run(programs.pgCtl, ['-D', dir, ...args], processOptions(dir));
}

function processOptions(dir: string) {
  // the working directory must be one that the other account may enter
  const env = { ...process.env, LC_ALL: 'C.UTF-8', TZ: 'UTC' };
  return { ...accountFor(dir), cwd: dirname(dir), env, encoding: 'utf8' } as const;
}

function password(dir: string): string {
  return readFileSync(`${dir}.password`, 'utf8').trim();
}

function connectionUrl(dir: string, port: number, database: string): string {
  return `postgresql://postgres:${password(dir)}@127.0.0.1:${port}/${database}`;
}

async function ensureDatabase(url: string, database: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}

function saidBy(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  return (stderr ?? '').trim() || message;
}
