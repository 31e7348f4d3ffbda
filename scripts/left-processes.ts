/**
 * Which processes `npm start` has started, on disk, so that the next one finds what a start that was killed left behind.
 * A number alone would not do: the system gives it to another process one day. The moment of its start goes with it.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dataPath } from './data-folder.ts';

interface Noted {
  readonly pid: number;
  readonly born: string;
}

const FOLDER = dataPath('run');
const PATIENCE_MS = 5_000;

export function noteProcess(name: string, pid: number): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, `${name}.json`), JSON.stringify({ pid, born: birthOf(pid) ?? '' }));
}

/** The process noted under the name, when it still runs. */
export function findProcess(name: string): number | undefined {
  const file = join(FOLDER, `${name}.json`);
  if (!existsSync(file)) return undefined;
  const { pid, born } = JSON.parse(readFileSync(file, 'utf8')) as Noted;
  return birthOf(pid) === born ? pid : undefined;
}

/** Ends every noted process that still runs and forgets them all. Returns the names of those it ended. */
export async function endLeftProcesses(): Promise<string[]> {
  const left = [...running().keys()];
  await Promise.all(left.map((name) => end(name)));
  rmSync(FOLDER, { recursive: true, force: true });
  return left;
}

/** The same at once, for somebody who will not wait. */
export function killLeftProcesses(): void {
  for (const pid of running().values()) process.kill(pid, 'SIGKILL');
}

/** By name; without ourselves. */
function running(): Map<string, number> {
  const files = existsSync(FOLDER) ? readdirSync(FOLDER) : [];
  const names = files.map((file) => file.replace(/\.json$/, ''));
  const found = names.map((name) => [name, findProcess(name)] as const);
  return new Map(found.flatMap(([name, pid]) => (pid === undefined || pid === process.pid ? [] : [[name, pid]])));
}

async function end(name: string): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  for (let pid = findProcess(name); pid !== undefined; pid = findProcess(name)) {
    process.kill(pid, Date.now() < until ? 'SIGTERM' : 'SIGKILL');
    await sleep(100);
  }
}

/** When the process was started, in words of the system; undefined when there is none, or a dead one. */
function birthOf(pid: number): string | undefined {
  if (process.platform === 'linux') return birthFromProc(pid);
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

function birthFromProc(pid: number): string | undefined {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return undefined;
  // after the name in brackets: the state first, the start as the twentieth
  const fields = readFileSync(file, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return fields[0] === 'Z' ? undefined : fields[19];
}
