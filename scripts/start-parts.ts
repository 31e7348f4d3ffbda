/** The parts of the product as `npm start` runs them on one machine. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { Connection } from '@temporalio/client';
import { demonstrationRegions, namespaceOf } from '../prisma/demonstration.ts';
import { dataPath } from './data-folder.ts';
import { demonstrationOf } from './demonstration.ts';
import { noteProcess } from './left-processes.ts';
import { migrate } from './migrate.ts';
import { LOGS, startPartProcess, whenEnded } from './part-process.ts';
import { answers } from './ports.ts';
import { startPostgres, stopPostgres } from './postgres.ts';
import type { Environment } from './start-environment.ts';
import type { Part, Running } from './supervisor.ts';
import { setUpNamespaces } from './temporal-namespaces.ts';
import { startTemporal } from './temporal.ts';

type Say = (line: string) => void;

const BUNDLE = dataPath('workflow-bundle.js');

/** One for each region; the one with demonstration routes comes last. */
export function namespacesOf({ NAMESPACES: given }: Environment): string[] {
  return given ?? demonstrationRegions.map(({ code }) => namespaceOf(code));
}

/**
 * Stage by stage, and within a stage whoever is to stop last first; the address of a part that is started here is put
 * into `variables` for those that come later.
 */
export function partsOf(environment: Environment, say: Say): Part[][] {
  const variables: Record<string, string> = {
    PORT: String(environment.PORT),
    PUBLIC_URL: environment.PUBLIC_URL ?? `http://localhost:${environment.PORT}`,
    PROOF_KEYS: environment.PROOF_KEYS ?? ownProofKey(),
    SANDBOX: environment.sandbox ? '1' : '0',
    NAMESPACES: namespacesOf(environment).join(','),
    WORKFLOW_BUNDLE: BUNDLE,
    TZ: 'UTC',
  };
  return [
    [
      { name: 'PostgreSQL', start: async () => startDatabase(environment, variables) },
      { name: 'mail', start: async () => startMail(environment, variables) },
      { name: 'Temporal', start: async () => startTemporalServer(environment, variables, say) },
      { name: 'workflow code', start: bundleWorkflows },
    ],
    [
      { name: 'worker', start: async () => startWorker(variables) },
      { name: 'api', start: async () => startApi(variables) },
    ],
    environment.demonstration ? [demonstrationOf(environment, variables, say)] : [],
  ];
}

/** What ties an act to the person who did it through the API; kept, so that yesterday's acts can still be proven. */
function ownProofKey(): string {
  const file = dataPath('proof-key');
  mkdirSync(dirname(file), { recursive: true });
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

async function startDatabase(environment: Environment, variables: Record<string, string>): Promise<Running> {
  const given = environment.DATABASE_URL;
  if (given !== undefined) {
    variables['DATABASE_URL'] = given;
    const said = await deploy(given);
    return { says: `yours, by DATABASE_URL; migrations: ${said}`, stop: async () => {} };
  }
  const { url, port, dataDir } = await startPostgres({ port: environment.POSTGRES_PORT });
  variables['DATABASE_URL'] = url;
  const said = await deploy(url).catch(async (error: unknown) => {
    await stopPostgres();
    throw error;
  });
  let stopped = false;
  return {
    says: `127.0.0.1:${port}, data in ${dataDir}; migrations: ${said}`,
    ended: whenSilent(port, () => stopped),
    async stop() {
      stopped = true;
      await stopPostgres();
    },
  };
}

async function deploy(url: string): Promise<string> {
  return (await migrate('deploy', url)).replaceAll(/\s+/g, ' ');
}

/** The server is no child of ours, so that its end shows only in its silence. */
async function whenSilent(port: number, isStopped: () => boolean): Promise<string> {
  for (let missed = 0; missed < 2 && !isStopped();) {
    await sleep(1_000, undefined, { ref: false });
    missed = (await answers('127.0.0.1', port)) ? 0 : missed + 1;
  }
  return 'it does not answer';
}

async function startTemporalServer(
  environment: Environment,
  variables: Record<string, string>,
  say: Say,
): Promise<Running> {
  const given = environment.TEMPORAL_ADDRESS;
  const namespaces = namespacesOf(environment);
  if (given !== undefined) {
    await setUp(namespaces);
    return { says: `yours, at ${given}`, stop: async () => {} };
  }
  const server = await startTemporal({
    port: environment.TEMPORAL_PORT,
    uiPort: environment.TEMPORAL_UI_PORT,
    dbFile: dataPath('temporal', 'temporal.db'),
    logFile: `${LOGS}/temporal.log`,
    namespaces,
    note: say,
  });
  if (server.process.pid !== undefined) noteProcess('temporal', server.process.pid);
  variables['TEMPORAL_ADDRESS'] = server.address;
  await setUp(namespaces, server.address);
  const says = `${server.address}, data in ${dataPath('temporal')}`;
  return { says, ended: whenEnded(server.process), stop: server.stop };
}

async function setUp(namespaces: string[], address?: string): Promise<void> {
  const elsewhere = loadClientConnectConfig().connectionOptions;
  const connection = await Connection.connect(address === undefined ? elsewhere : { address });
  await setUpNamespaces(connection, namespaces).finally(async () => connection.close());
}

async function startMail(environment: Environment, variables: Record<string, string>): Promise<Running> {
  const given = environment.SMTP_URL;
  variables['SMTP_URL'] = given ?? `smtp://127.0.0.1:${environment.SMTP_PORT}`;
  if (given !== undefined) return { says: 'yours, by SMTP_URL', stop: async () => {} };
  const listens = ['--smtp', environment.SMTP_PORT, '--web', environment.MAIL_PAGE_PORT].map(String);
  const where = ['--ip', '127.0.0.1', '--web-ip', '127.0.0.1', '--mail-directory', dataPath('mail')];
  return startPartProcess({
    name: 'mail',
    args: ['node_modules/maildev/dist/bin/maildev.js', ...listens, ...where, '--max-emails', '1000'],
    says: `127.0.0.1:${environment.SMTP_PORT}, kept in ${dataPath('mail')}, sent nowhere`,
    ready: async () =>
      (await answers('127.0.0.1', environment.SMTP_PORT)) && answers('127.0.0.1', environment.MAIL_PAGE_PORT),
  });
}

/** Beside the servers instead of in the worker, which would begin with it only when they are there. */
async function bundleWorkflows(): Promise<Running> {
  await promisify(execFile)(process.execPath, ['worker/bundle.ts', BUNDLE]);
  return { says: BUNDLE, stop: async () => {} };
}

async function startWorker(variables: Record<string, string>): Promise<Running> {
  const args = ['--stack-trace-limit=1', 'worker/main.ts'];
  return startPartProcess({ name: 'worker', args, env: variables, says: `conducts ${variables['NAMESPACES']}` });
}

async function startApi(variables: Record<string, string>): Promise<Running> {
  return startPartProcess({ name: 'api', args: ['api/main.ts'], env: variables, says: variables['PUBLIC_URL'] ?? '' });
}
