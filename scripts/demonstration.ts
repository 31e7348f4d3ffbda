/** Fills the demonstration: people of five regions, somebody's token for each of them, routes in every state. */
import { demonstrationRegions, personId, seedDemonstration } from '../prisma/demonstration.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import { openDatabase } from '../prisma/open-database.ts';
import { Caller } from './api-client.ts';
import { demonstrationRoutes } from './demonstration-routes.ts';
import { fillRoutes, findDemonstrationRoute } from './fill-routes.ts';
import { makeSignIns, readSignIns, signInLines } from './sign-ins.ts';
import type { SignIns } from './sign-ins.ts';
import type { Environment } from './start-environment.ts';
import type { Part } from './supervisor.ts';

type Say = (line: string) => void;

const bashkortostan = { prefix: 'BSH' };

export function demonstrationOf(environment: Environment, variables: Readonly<Record<string, string>>, say: Say): Part {
  const api = `http://127.0.0.1:${environment.PORT}`;
  return {
    name: 'demonstration',
    async start(stopping) {
      const url = variables['DATABASE_URL'] ?? '';
      const signIns = await withDatabase(url, async (prisma) => {
        await seedDemonstration(prisma);
        return makeSignIns(prisma, variables['PUBLIC_URL'] ?? api);
      });
      const routes = environment.sandbox ? await fillRoutes({ world: worldOf(api, signIns), stopping, say }) : 0;
      return { says: `${demonstrationRegions.length} regions, ${routes} routes`, stop: async () => {} };
    },
  };
}

/** Tokens to begin with: one of each role, and of a teacher whose route is under way. */
export function signInsToShow(): string[] {
  const route = findDemonstrationRoute('underWay');
  const teacher = demonstrationRoutes['underWay']?.cast.educator;
  return signInLines(readSignIns(), route && teacher ? { [idOf(teacher)]: route } : {});
}

async function withDatabase<T>(url: string, work: (prisma: PrismaClient) => Promise<T>): Promise<T> {
  const prisma = openDatabase({ url, connections: 2 });
  return work(prisma).finally(async () => prisma.$disconnect());
}

function idOf(key: string): string {
  return personId(bashkortostan, key);
}

function worldOf(api: string, { people }: SignIns) {
  return { idOf, as: (key: string) => new Caller(api, people[idOf(key)]?.token ?? '') };
}
