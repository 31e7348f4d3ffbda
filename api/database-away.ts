/** Whether the database did not answer, as against having answered that something is wrong. */
import { Prisma } from '../prisma/generated/client.ts';

/** Prisma's own words for it: not reached, not in time, closed in the middle, no free connection, no transaction begun. */
const codes: ReadonlySet<string> = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028']);
const kinds: ReadonlySet<string> = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout']);
/** PostgreSQL's: it is being shut down, it has crashed, it is starting up, it has no connection left. */
const states: ReadonlySet<string> = new Set(['57P01', '57P02', '57P03', '53300']);

type DriverAdapterError = { cause?: { kind?: string; originalCode?: string } };

export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return saidByThePool(error);
  const { kind = '', originalCode = '' } = (error.meta?.['driverAdapterError'] as DriverAdapterError)?.cause ?? {};
  return codes.has(error.code) || kinds.has(kind) || states.has(originalCode) || saidByThePool(error);
}

/** node-postgres has no codes for a connection that ended under a statement, or that was not made in time. */
function saidByThePool(error: unknown): boolean {
  const { message = '' } = error instanceof Error ? error : {};
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
    message,
  );
}
