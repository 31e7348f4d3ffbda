/** The API process: listens, sweeps what was left half open, and stops in order. */
import { once } from 'node:events';
import type { Server } from 'node:http';
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

const logger = pino({ level: environment.LOG_LEVEL }, pino.destination(2));
const editions = loadAll(fileURLToPath(new URL('../regulations/', import.meta.url)));
const prisma = openDatabase({ url: environment.DATABASE_URL, report: (message) => logger.error(message) });
await storeEditions(prisma, editions);
const connection = Connection.lazy(loadClientConnectConfig().connectionOptions);
const parts = {
  prisma,
  temporal: createTemporal(connection),
  taskQueue,
  clock: () => new Date(),
  proofKey: environment.PROOF_KEY,
  publicUrl: environment.PUBLIC_URL,
  editions,
  sandbox: environment.SANDBOX === '1',
  logger,
};
const server = createApp(parts).listen(environment.PORT, environment.HOST);
await once(server, 'listening');
const stopping = new AbortController();
const swept = sweepUntil(parts, stopping.signal);
console.log(`ready ${addressOf(server)}`);

await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
stopping.abort();
await closed(server);
await swept;
await connection.close();
await prisma.$disconnect();

function addressOf(listening: Server): string {
  const address = listening.address();
  return typeof address === 'object' && address ? `http://${environment.HOST}:${address.port}` : String(address);
}

/** Requests under way are answered; connections nobody uses are closed at once. */
async function closed(listening: Server): Promise<void> {
  const ended = once(listening, 'close');
  listening.close();
  listening.closeIdleConnections();
  await ended;
}
