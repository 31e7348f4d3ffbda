/** The worker process: conducts the routes of the namespaces it is given until it is told to stop. */
import { existsSync } from 'node:fs';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { z } from 'zod';
import { createActivities } from '../activities/activities.ts';
import { createMailer } from '../activities/mailer.ts';
import { openDatabase } from '../prisma/open-database.ts';
import { bundle } from './bundle.ts';
import { createWorker } from './create-worker.ts';
import { Environment } from './environment.ts';

if (process.env['TZ'] !== 'UTC') throw new Error('the worker runs with TZ=UTC, so that no date depends on the machine');
const parsed = Environment.safeParse(process.env);
if (!parsed.success) throw new Error(`the worker's environment is incomplete:\n${z.prettifyError(parsed.error)}`);
const environment = parsed.data;

Runtime.install({ logger: new DefaultLogger('WARN') });
const prisma = openDatabase({ url: environment.DATABASE_URL });
const mailer = createMailer(environment.SMTP_URL);
const connection = await NativeConnection.connect(loadClientConnectConfig().connectionOptions);
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
const workers = await Promise.all(
  environment.NAMESPACES.map((namespace) => createWorker({ connection, namespace, workflowBundle, activities })),
);
console.log('ready');
await Promise.all(workers.map((worker) => worker.run()));
await connection.close();
mailer.close();
await prisma.$disconnect();
