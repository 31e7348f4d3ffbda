/** The worker process: conducts the routes of the namespaces it is given until it is told to stop, and only then ends. */
import { existsSync } from 'node:fs';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { z } from 'zod';
import { createActivities } from '../activities/activities.ts';
import { createMailer } from '../activities/mailer.ts';
import { openDatabase } from '../prisma/open-database.ts';
import { bundle } from './bundle.ts';
import { conduct, untilItWorks } from './conduct.ts';
import { createWorker } from './create-worker.ts';
import { Environment } from './environment.ts';

if (process.env['TZ'] !== 'UTC') throw new Error('the worker runs with TZ=UTC, so that no date depends on the machine');
const parsed = Environment.safeParse(process.env);
if (!parsed.success) throw new Error(`the worker's environment is incomplete:\n${z.prettifyError(parsed.error)}`);
const environment = parsed.data;
const stopping = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopping.abort());

// shutting down is ours: a signal may come while there is no worker yet
Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: [] });
const prisma = openDatabase({ url: environment.DATABASE_URL });
const mailer = createMailer(environment.SMTP_URL);
const activities = createActivities({
  prisma,
  mailer,
  clock: () => new Date(),
  proofKeys: environment.PROOF_KEYS,
  publicUrl: environment.PUBLIC_URL,
  mailFrom: environment.MAIL_FROM,
});
const built = environment.WORKFLOW_BUNDLE;
const workflowBundle = built && existsSync(built) ? { codePath: built } : await bundle();
const report = (message: string): void => console.error(message);
const connect = async (): Promise<NativeConnection> =>
  NativeConnection.connect(loadClientConnectConfig().connectionOptions);
const connection = await untilItWorks(connect, stopping.signal, report);
if (connection) await conductAll(connection);
mailer.close();
await prisma.$disconnect();

async function conductAll(server: NativeConnection): Promise<void> {
  const begun = new Set<string>();
  function note(namespace: string): void {
    const before = begun.size;
    begun.add(namespace);
    if (begun.size > before && begun.size === environment.NAMESPACES.length) console.log('ready');
  }
  const conducted = environment.NAMESPACES.map((namespace) =>
    conduct({
      create: () => createWorker({ connection: server, namespace, workflowBundle, activities }),
      stopping: stopping.signal,
      report: (message) => report(`${namespace}: ${message}`),
      begun: () => note(namespace),
    }),
  );
  await Promise.all(conducted);
  await server.close();
}
