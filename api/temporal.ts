/** Temporal as the API uses it: one connection, a client per namespace, and whether anybody is there. */
import { Client } from '@temporalio/client';
import type { Connection } from '@temporalio/client';

export type Temporal = {
  clientOf: (namespace: string) => Client;
  /** Asks the server itself; false when it does not answer in time. */
  isReachable: () => Promise<boolean>;
  /** The same, but a server that answered a moment ago is not asked again. */
  wasReachable: () => Promise<boolean>;
};

const within = 2_000;
const aMoment = 5_000;

export function createTemporal(connection: Connection): Temporal {
  const clients = new Map<string, Client>();
  let reached = -aMoment;
  return { clientOf, isReachable, wasReachable };

  function clientOf(namespace: string): Client {
    const client = clients.get(namespace) ?? new Client({ connection, namespace });
    clients.set(namespace, client);
    return client;
  }
  async function wasReachable(): Promise<boolean> {
    return performance.now() - reached < aMoment || isReachable();
  }
  async function isReachable(): Promise<boolean> {
    try {
      await connection.withDeadline(Date.now() + within, async () => connection.workflowService.getSystemInfo({}));
      reached = performance.now();
      return true;
    } catch {
      return false;
    }
  }
}
