import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { dataPath } from './data-folder.ts';
import { noteProcess } from './left-processes.ts';
import type { Running } from './supervisor.ts';

export const LOGS = dataPath('logs');

const READY_WITHIN_MS = 90_000;
const STOPS_WITHIN_MS = 30_000;

export interface PartProcess {
  readonly name: string;
  /** What Node is given: options, file, arguments. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly says: string;
  /** Asked until it is true; without it the process is ready when it prints a line `ready`. */
  readonly ready?: () => Promise<boolean>;
}

/**
 * Starts a Node process of ours with its output in `LOGS`. It leads a group of its own, so that Ctrl-C at the
 * terminal reaches only the supervisor, which stops the parts in order.
 */
export async function startPartProcess(part: PartProcess): Promise<Running> {
  const env = { ...process.env, ...part.env };
  const child = spawn(process.execPath, [...part.args], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  if (child.pid !== undefined) noteProcess(part.name, child.pid);
  const file = join(LOGS, `${part.name}.log`);
  mkdirSync(LOGS, { recursive: true });
  const log = createWriteStream(file, { flags: 'a' });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const ended = whenEnded(child);
  const ready = part.ready === undefined ? saysReady(child) : answersYes(part.ready);
  const first = await Promise.race([ready, ended, sleep(READY_WITHIN_MS, 'it was not ready in time', { ref: false })]);
  if (first !== 'ready') {
    child.kill('SIGKILL');
    const lines = readFileSync(file, 'utf8').trim().split('\n').slice(-8).join('\n');
    throw new Error(`${part.name} did not start (${first}); ${file} ends with:\n${lines}`);
  }
  return { says: part.says, ended, stop: async () => stopProcess(child) };
}

/** Asks the process to leave, and makes it leave when it does not. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = whenEnded(child);
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), STOPS_WITHIN_MS);
  await ended;
  clearTimeout(force);
}

/** How it ended, in words. */
export async function whenEnded(child: ChildProcess): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  child.once('error', (error) => resolve(error.message));
  child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`));
  return promise;
}

async function saysReady({ stdout }: ChildProcess): Promise<'ready'> {
  const { promise, resolve } = Promise.withResolvers<'ready'>();
  if (stdout !== null) {
    createInterface({ input: stdout }).on('line', (line) => {
      if (line.trim() === 'ready') resolve('ready');
    });
  }
  return promise;
}

async function answersYes(ask: () => Promise<boolean>): Promise<'ready'> {
  while (!(await ask())) await sleep(50);
  return 'ready';
}
