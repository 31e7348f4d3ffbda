/** What the API is made of; everything that differs between the product and a test comes in here. */
import type { Logger } from 'pino';
import type { PrismaClient } from '../prisma/generated/client.ts';
import type { Edition } from '../regulations/load.ts';
import type { Temporal } from './temporal.ts';

export type ApiParts = {
  prisma: PrismaClient;
  temporal: Temporal;
  /** The queue the workers take routes from. */
  taskQueue: string;
  clock: () => Date;
  /** The key acts are signed with; the worker may know an older one besides. */
  proofKey: string;
  /** Where people reach the service, without a slash at the end. */
  publicUrl: string;
  /** What is in force comes from these; what is pinned, from the table `editions`. */
  editions: readonly Edition[];
  sandbox: boolean;
  /** How long a caller waits for a route, in milliseconds; ten seconds where nothing is said. */
  patience?: number;
  logger: Logger;
};
