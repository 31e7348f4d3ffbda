/** npm start: the whole product on this machine, until Ctrl-C. Data are kept in `.data`. */
import { rmSync } from 'node:fs';
import { signInsToShow } from './demonstration.ts';
import { signInsFile } from './sign-ins.ts';
import { checkBeforeStart } from './start-checks.ts';
import { readEnvironment } from './start-environment.ts';
import type { Environment } from './start-environment.ts';
import { endLeftProcesses, findProcess, killLeftProcesses, noteProcess } from './left-processes.ts';
import { LOGS } from './part-process.ts';
import { namespacesOf, partsOf } from './start-parts.ts';
import { stopPostgres } from './postgres.ts';
import { Supervisor } from './supervisor.ts';

/** One Ctrl-C may arrive several times: from the terminal, from npm and from the launcher. */
const SAME_SIGNAL_MS = 700;

function say(line: string): void {
  console.log(line);
}

async function prepare(): Promise<Environment> {
  const environment = readEnvironment(process.env);
  const other = findProcess('start');
  if (other !== undefined) {
    throw new Error(`npm start already runs here, as process ${other}: stop it first, or use what it started.`);
  }
  const left = await endLeftProcesses();
  if (left.length > 0) say(`An earlier start was killed; what it left is ended: ${left.join(', ')}.`);
  await checkBeforeStart(environment);
  rmSync(LOGS, { recursive: true, force: true });
  noteProcess('start', process.pid);
  return environment;
}

function sayWhereToLook(environment: Environment): void {
  const site = `http://localhost:${environment.PORT}`;
  const places: readonly (readonly [string, string | undefined])[] = [
    ['API', `${site}/api/v1`],
    ['API docs', `${site}/docs`],
    ['Temporal UI', environment.TEMPORAL_ADDRESS ? undefined : temporalPage(environment)],
    ['Mail', environment.SMTP_URL ? undefined : `http://localhost:${environment.MAIL_PAGE_PORT}`],
    ['Logs', LOGS],
  ];
  say('');
  for (const [what, where] of places) if (where !== undefined) say(`  ${what.padEnd(15)}${where}`);
  if (environment.demonstration) saySignIns();
  say('\nReady. Ctrl-C stops everything.');
}

/** Where the routes are: its first page shows a namespace in which nothing runs. */
function temporalPage(environment: Environment): string {
  const namespace = namespacesOf(environment).at(-1) ?? 'default';
  return `http://localhost:${environment.TEMPORAL_UI_PORT}/namespaces/${namespace}/workflows`;
}

function saySignIns(): void {
  say(`\n  Tokens (Authorization: Bearer …), one for each role; everybody's are in ${signInsFile()}`);
  for (const line of signInsToShow()) say(`  ${line}`);
}

function stopOnSignals(supervisor: Supervisor): void {
  let first: number | undefined;
  let atOnce = false;
  async function onSignal(signal: NodeJS.Signals): Promise<void> {
    const now = Date.now();
    if (first === undefined) {
      first = now;
      say('\nStopping in order (Ctrl-C again: at once) …');
      await supervisor.stop();
      await endLeftProcesses();
      if (atOnce) return;
      say('Everything has stopped.');
      process.exit(0);
    }
    if (atOnce || signal !== 'SIGINT' || now - first < SAME_SIGNAL_MS) return;
    atOnce = true;
    say('Stopping at once.');
    killLeftProcesses();
    await stopPostgres(undefined, 'immediate');
    process.exit(130);
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
}

async function main(): Promise<void> {
  const environment = await prepare();
  say('Starting; a later start finds everything as it was left.');
  const supervisor = new Supervisor(partsOf(environment, say), say);
  stopOnSignals(supervisor);
  try {
    await supervisor.start();
    if (!supervisor.isStopping) sayWhereToLook(environment);
  } catch (error) {
    if (supervisor.isStopping) return; // cut off by a signal, whose handler ends us
    await supervisor.stop();
    await endLeftProcesses(); // whoever was not ready yet is no part to stop
    throw error;
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
