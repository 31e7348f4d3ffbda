/** One pool of known size; errors of idle connections are reported instead of ending the process. */
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client.ts';

export type DatabaseOptions = { url: string; connections?: number; report?: (message: string) => void };

export function openDatabase({ url, connections = 10, report = console.error }: DatabaseOptions): PrismaClient {
  const adapter = new PrismaPg(
    {
      connectionString: url,
      max: connections,
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 30_000,
      // whoever waits longer for a row has been given up by then, and would only keep a connection from others
      options: '-c timezone=UTC -c lock_timeout=4s',
    },
    {
      onPoolError: (error) => report(`database pool: ${error.message}`),
      onConnectionError: (error) => report(`database connection: ${error.message}`),
    },
  );
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 5_000, timeout: 10_000 } });
}
