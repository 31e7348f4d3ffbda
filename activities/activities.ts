/** Everything a worker can do for a route, one verb per file. */
import type { Transporter } from 'nodemailer';
import type { Delivery, Recorded, ToRecord } from '../domain/recorded.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import { demandCalledByRoute } from './calling-route.ts';
import { createDeliver } from './deliver.ts';
import { createRecord } from './record.ts';

export type ActivityParts = {
  prisma: PrismaClient;
  mailer: Transporter;
  clock: () => Date;
  proofKeys: readonly string[];
  /** Address of the service for people; links in mails begin with it. */
  publicUrl: string;
  /** The one fixed address mails come from. */
  mailFrom: string;
};

export function createActivities(parts: ActivityParts) {
  const record = createRecord(parts);
  const deliver = createDeliver(parts);
  return {
    record: async (asked: ToRecord): Promise<Recorded> => {
      demandCalledByRoute(asked.iom);
      return record(asked);
    },
    deliver: async (iom: string): Promise<Delivery> => {
      demandCalledByRoute(iom);
      return deliver(iom);
    },
  };
}
