/**
 * A token for each demonstration person who is of use: in the database as a hash only, in `sign-ins.json` of the data
 * folder to be used by whoever may read it. A later start keeps those that are still good.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { issueToken, tokenHash } from '../api/tokens.ts';
import { demonstrationPeople, demonstrationRegions } from '../prisma/demonstration.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import { dataPath } from './data-folder.ts';

export type SignIn = { role: string; post: string; region: string; token: string };
/** People by their ids. */
export type SignIns = { api: string; people: Record<string, SignIn> };

/** By this name the tokens of an earlier start are found. */
const LABEL = 'npm start';
const VALID_DAYS = 90;
/** One that ends sooner is replaced, so that what is printed today is still good next month. */
const KEPT_DAYS = 30;
/** Its people in full; of the other regions, which have no routes, the administrator. */
const WHOLE = 'BSH';

export async function makeSignIns(prisma: PrismaClient, api: string): Promise<SignIns> {
  const earlier = existsSync(signInsFile()) ? readSignIns().people : {};
  const good = await findGood(prisma);
  const signIns: SignIns = { api, people: {} };
  for (const region of demonstrationRegions) {
    for (const { id, role, post } of demonstrationPeople(region)) {
      if (region.prefix !== WHOLE && role !== 'regionalAdministrator') continue;
      const token = earlier[id]?.token ?? '';
      const kept = good.get(tokenHash(token)) === id;
      const own = kept ? token : await issueToken(prisma, id, LABEL, VALID_DAYS);
      signIns.people[id] = { role, post, region: region.code, token: own };
    }
  }
  const inUse = Object.values(signIns.people).map(({ token }) => tokenHash(token));
  await prisma.token.deleteMany({ where: { label: LABEL, hash: { notIn: inUse } } });
  keep(signIns);
  return signIns;
}

/** People by the hashes of their tokens. */
async function findGood(prisma: PrismaClient): Promise<Map<string, string>> {
  const until = new Date(Date.now() + KEPT_DAYS * 86_400_000);
  const where = { label: LABEL, revokedAt: null, expiresAt: { gt: until } };
  const tokens = await prisma.token.findMany({ where, select: { hash: true, personId: true } });
  return new Map(tokens.map(({ hash, personId }) => [hash, personId]));
}

export function readSignIns(): SignIns {
  return JSON.parse(readFileSync(signInsFile(), 'utf8')) as SignIns;
}

export function signInsFile(): string {
  return dataPath('sign-ins.json');
}

/** A line for each role in the region that has them all; `routes` are the numbers of routes by their teachers. */
export function signInLines({ people }: SignIns, routes: Readonly<Record<string, string>>): string[] {
  const region = demonstrationRegions.find(({ prefix }) => prefix === WHOLE)?.code;
  const own = Object.entries(people).filter(([, person]) => person.region === region);
  const busy = own.find(([id]) => routes[id] !== undefined);
  const first = own.filter(([, { role }], index) => own.findIndex(([, each]) => each.role === role) === index);
  return [...(busy ? [busy] : []), ...first].map(([id, { role, token }]) => {
    const about = role === 'educator' ? `, ${routes[id] ?? 'no route yet'}` : '';
    return `${`${role}${about}`.padEnd(28)}${id.padEnd(20)}${token}`;
  });
}

/** A file that is there keeps its mode, so it is made anew. */
function keep(signIns: SignIns): void {
  const file = signInsFile();
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  writeFileSync(file, `${JSON.stringify(signIns, null, 2)}\n`, { mode: 0o600 });
}
