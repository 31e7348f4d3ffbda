/** What waits for the caller, and what became of the caller's acts. */
import { inboxPage } from '../inbox.ts';
import { operationView } from '../operation-view.ts';
import type { ApiParts } from '../parts.ts';
import type { Handler } from '../request.ts';

export function myRoutes({ prisma, clock }: ApiParts) {
  return {
    readInbox: async ({ caller, query }) => {
      const { limit, after } = query as { limit: number; after?: string };
      return { body: await inboxPage(prisma, { caller, now: clock(), limit, after }) };
    },
    readOperation: async (call) => ({ body: await operationView(prisma, call) }),
  } satisfies Record<string, Handler>;
}
