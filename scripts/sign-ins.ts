/**
 * A token for each demonstration person who is of use, new at each start: in the database as a hash only, in
 * `sign-ins.json` of the data folder to be used by whoever may read it, and once on the screen.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { issueToken } from '../api/tokens.ts';
import { demonstrationPeople, demonstrationRegions } from '../prisma/demonstration.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import { dataPath } from './data-folder.ts';

export type SignIn = { role: string; post: string; region: string; token: string };
/** People by their ids. */
export type SignIns = { api: string; people: Record<string, SignIn> };

/** By this name the tokens of an earlier start are found, which nobody needs any more. */
const LABEL = 'npm start';
const VALID_DAYS = 90;
/** Its people in full; of the other regions, which have no routes, the administrator. */
const WHOLE = 'BSH';

export async function makeSignIns(prisma: PrismaClient, api: string): Promise<SignIns> {
  const signIns: SignIns = { api, people: {} };
  await prisma.token.deleteMany({ where: { label: LABEL } });
  for (const region of demonstrationRegions) {
    for (const { id, role, post } of demonstrationPeople(region)) {
      if (region.prefix !== WHOLE && role !== 'regionalAdministrator') continue;
      const token = await issueToken(prisma, id, LABEL, VALID_DAYS);
      signIns.people[id] = { role, post, region: region.code, token };
    }
  }
  keep(signIns);
  return signIns;
}

export function readSignIns(): SignIns {
  return JSON.parse(readFileSync(signInsFile(), 'utf8')) as SignIns;
}

export function signInsFile(): string {
  return dataPath('sign-ins.json');
}

/** A line for each: region, role, person, token. */
export function signInLines({ people }: SignIns): string[] {
  return Object.entries(people).map(
    ([id, { region, role, token }]) => `${region.padEnd(7)}${role.padEnd(24)}${id.padEnd(21)}${token}`,
  );
}

/** A file that is there keeps its mode, so it is made anew. */
function keep(signIns: SignIns): void {
  const file = signInsFile();
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  writeFileSync(file, `${JSON.stringify(signIns, null, 2)}\n`, { mode: 0o600 });
}
