/** Temporal's development server: for trying out, for tests and for one machine, not for production. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { findTemporal } from './temporal-binary.ts';
import { stopProcess } from './part-process.ts';
import { findFreePort, getFreePort } from './ports.ts';

export interface TemporalOptions {
  /** Any free port for each of these when absent; without a `uiPort` there are no pages. */
  readonly port?: number;
  readonly uiPort?: number;
  readonly httpPort?: number;
  readonly metricsPort?: number;
  /** Where everything is kept; in memory when absent. */
  readonly dbFile?: string;
  readonly logFile: string;
  readonly namespaces: readonly string[];
  /** Further settings of the server, "key=value" with values in JSON. */
  readonly settings?: readonly string[];
  readonly note?: (line: string) => void;
}

export interface Temporal {
  readonly address: string;
  readonly metricsPort: number;
  readonly process: ChildProcess;
  readonly stop: () => Promise<void>;
}

/**
 * Skipping time is what tests and the sandbox live by. The server looks a second ahead and reads its queues twenty
 * times a second by default, so that each skip would take a second; continue-as-new would wait another.
 */
const SETTINGS = [
  'frontend.WorkflowTimeSkippingEnabled=true',
  'system.workflowTimeSkippingEnabled=true',
  'frontend.WorkflowTimeSkippingMaxSkipPerSession=100000',
  'history.timerProcessorMaxTimeShift="10ms"',
  'history.timerProcessorMaxPollRPS=100000',
  'history.transferProcessorMaxPollRPS=100000',
  'history.visibilityProcessorMaxPollRPS=100000',
  'history.workflowIdReuseMinimalInterval="0s"',
  // a route whose code fails is flagged at its second failure, and tried again soon after it was mended
  'system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute=2',
  'history.workflowTaskRetryMaxInterval="10s"',
];

const SERVES_WITHIN_MS = 30_000;

/** Starts a server and waits until it serves. It is not stopped by a Ctrl-C at the terminal, but by `stop`. */
export async function startTemporal(options: TemporalOptions): Promise<Temporal> {
  const binary = await findTemporal(options.note);
  const port = options.port ?? (await getFreePort());
  const metricsPort = options.metricsPort ?? (await getFreePort());
  const httpPort = options.httpPort ?? (await getFreePort());
  await refuseTakenPorts({ TEMPORAL_PORT: port, TEMPORAL_UI_PORT: options.uiPort });
  const ports = ['--port', port, '--http-port', httpPort, '--metrics-port', metricsPort].map(String);
  const args = [
    'server',
    'start-dev',
    '--ip',
    '127.0.0.1',
    '--log-level',
    'error',
    ...ports,
    ...furtherArguments(options),
  ];
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'w');
  const child = spawn(binary, args, { detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  const address = `127.0.0.1:${port}`;
  await waitUntilServing(address, child, options.logFile);
  return { address, metricsPort, process: child, stop: () => stopProcess(child) };
}

function furtherArguments({ dbFile, uiPort, namespaces, settings = [] }: TemporalOptions): string[] {
  if (dbFile !== undefined) mkdirSync(dirname(dbFile), { recursive: true });
  const pragmas = ['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=FULL'];
  return [
    ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort), '--ui-disable-news-fetch']),
    ...(dbFile === undefined ? [] : ['--db-filename', dbFile, ...pragmas]),
    ...namespaces.flatMap((namespace) => ['--namespace', namespace]),
    ...[...SETTINGS, ...settings].flatMap((setting) => ['--dynamic-config-value', setting]),
  ];
}

async function refuseTakenPorts(ports: Readonly<Record<string, number | undefined>>): Promise<void> {
  for (const [variable, port] of Object.entries(ports)) {
    if (port === undefined || (await findFreePort(port)) !== undefined) continue;
    throw new Error(
      `Port ${port} is taken, so Temporal cannot use it: stop what listens there or choose another with ${variable}.`,
    );
  }
}

async function waitUntilServing(address: string, child: ChildProcess, logFile: string): Promise<void> {
  const until = Date.now() + SERVES_WITHIN_MS;
  while (Date.now() < until && child.exitCode === null && child.signalCode === null) {
    const connection = await Connection.connect({ address, connectTimeout: 1_000 }).catch(() => undefined);
    if (connection !== undefined) return connection.close();
    await sleep(50);
  }
  child.kill('SIGKILL');
  const lines = readFileSync(logFile, 'utf8').trim().split('\n').slice(-5).join('\n');
  throw new Error(`Temporal did not start at ${address}, its log ends with:\n${lines}`);
}
