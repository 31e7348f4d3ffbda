/** The API process: listens, sweeps what was left half open, and stops in order. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { pino } from 'pino';
import { z } from 'zod';
import { openDatabase } from '../prisma/open-database.ts';
import { loadAll } from '../regulations/load.ts';
import { taskQueue } from '../workflows/messages.ts';
import { createApp } from './app.ts';
import { storeEditions } from './editions.ts';
import { Environment } from './environment.ts';
import { sweepUntil } from './sweep.ts';
import { createTemporal } from './temporal.ts';

const read = Environment.safeParse(process.env);
if (!read.success) throw new Error(`the API's environment is incomplete:\n${z.prettifyError(read.error)}`);
const environment = read.data;
const stopping = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopping.abort());

const logger = pino({ level: environment.LOG_LEVEL }, pino.destination(2));
const editions = loadAll(fileURLToPath(new URL('../regulations/', import.meta.url)));
const prisma = openDatabase({ url: environment.DATABASE_URL, report: (message) => logger.error(message) });
const connection = Connection.lazy(loadClientConnectConfig().connectionOptions);
const [proofKey = ''] = environment.PROOF_KEYS;
const parts = {
  prisma,
  temporal: createTemporal(connection),
  taskQueue,
  clock: () => new Date(),
  proofKey,
  publicUrl: environment.PUBLIC_URL,
  editions,
  sandbox: environment.SANDBOX === '1',
  logger,
};
const server = createApp(parts).listen(environment.PORT, environment.HOST);
await once(server, 'listening');
logger.info({ address: server.address() }, 'listening');
await storeEditionsInTheEnd();
if (!stopping.signal.aborted) console.log('ready');

await sweepUntil(parts, stopping.signal);
await closed(server);
await connection.close();
await prisma.$disconnect();

/** A database that is away is waited for: whoever asks meanwhile learns so from the answers. */
async function storeEditionsInTheEnd(): Promise<void> {
  while (!stopping.signal.aborted) {
    try {
      await storeEditions(prisma, editions);
      return;
    } catch (error) {
      logger.error({ err: error }, 'editions are not stored yet');
      await sleep(2_000, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }
}

/** Requests under way are answered; connections nobody uses, and those that become so, are closed at once. */
async function closed(listening: Server): Promise<void> {
  const ended = once(listening, 'close');
  listening.close();
  const idle = setInterval(() => listening.closeIdleConnections(), 50);
  await ended;
  clearInterval(idle);
}
