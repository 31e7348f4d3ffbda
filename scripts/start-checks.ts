/** What is found out before anything is started, each as one sentence that says what to do. */
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { Connection } from '@temporalio/client';
import pg from 'pg';
import { createMailer } from '../activities/mailer.ts';
import { findFreePort } from './ports.ts';
import { findPostgresPort, refuseOtherVersion } from './postgres.ts';
import type { Environment } from './start-environment.ts';

type PortVariable = Extract<keyof Environment, `${string}PORT`>;

export async function checkBeforeStart(environment: Environment): Promise<void> {
  if (environment.DATABASE_URL === undefined) refuseOtherVersion();
  await refuseTakenPorts(environment);
  await Promise.all([checkDatabase(environment), checkTemporal(environment), checkSmtp(environment)]);
}

async function refuseTakenPorts(environment: Environment): Promise<void> {
  const databaseRuns = environment.DATABASE_URL !== undefined || (await findPostgresPort()) !== undefined;
  const needed: readonly (readonly [PortVariable, string, boolean])[] = [
    ['PORT', 'the API and its pages', true],
    ['TEMPORAL_PORT', 'Temporal', environment.TEMPORAL_ADDRESS === undefined],
    ['TEMPORAL_UI_PORT', 'the Temporal UI', environment.TEMPORAL_ADDRESS === undefined],
    ['SMTP_PORT', 'the mail catcher', environment.SMTP_URL === undefined],
    ['MAIL_PAGE_PORT', 'the page of the mail catcher', environment.SMTP_URL === undefined],
    ['POSTGRES_PORT', 'PostgreSQL', !databaseRuns],
  ];
  for (const [variable, whose, wanted] of needed) {
    const port = environment[variable];
    if (!wanted || (await findFreePort(port)) !== undefined) continue;
    throw new Error(
      `Port ${port}, wanted for ${whose}, is taken: stop what listens there, or choose another port with ${variable}=<port> npm start.`,
    );
  }
}

async function checkDatabase({ DATABASE_URL: url }: Environment): Promise<void> {
  if (url === undefined) return;
  try {
    if (!/^postgres(ql)?:\/\/./.test(url)) throw new Error('not an address like postgresql://user:password@host/name');
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    await client.connect().finally(async () => client.end());
  } catch (error) {
    throw new Error(
      `The PostgreSQL of DATABASE_URL cannot be used (${reason(error)}): start it or correct the address, or unset DATABASE_URL to have one started here.`,
      { cause: error },
    );
  }
}

async function checkTemporal({ TEMPORAL_ADDRESS: address }: Environment): Promise<void> {
  if (address === undefined) return;
  try {
    const options = loadClientConnectConfig().connectionOptions;
    const connection = await Connection.connect({ ...options, connectTimeout: 5_000 });
    await connection.close();
  } catch (error) {
    throw new Error(
      `No Temporal answers at TEMPORAL_ADDRESS ${address} (${reason(error)}): start it or correct the address, or unset TEMPORAL_ADDRESS to have one started here.`,
      { cause: error },
    );
  }
}

async function checkSmtp({ SMTP_URL: text }: Environment): Promise<void> {
  if (text === undefined) return;
  const url = URL.parse(text);
  try {
    if (!/^smtps?:$/.test(url?.protocol ?? '')) throw new Error('not an address like smtp://host:587');
    const mailer = createMailer(text);
    await mailer.verify().finally(() => mailer.close());
  } catch (error) {
    throw new Error(
      `The mail server of SMTP_URL takes no mail from here (${url?.host ?? 'unreadable'}: ${reason(error)}): start it or correct the address, or unset SMTP_URL to have a mail catcher started here.`,
      { cause: error },
    );
  }
}

function reason(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  return (message?.split('\n')[0] || code) ?? String(error);
}
