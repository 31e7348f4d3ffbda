/** Bearer tokens: shown once, kept as SHA-256, with an end, a last use and the possibility to revoke. */
import { createHash, randomBytes } from 'node:crypto';
import type { PrismaClient } from '../prisma/generated/client.ts';
import { holdingOf } from '../prisma/holding-of.ts';
import { Problem } from './problems.ts';
import type { Caller } from './request.ts';

const day = 86_400_000;
/** The last use is for people who look after tokens: to the minute is enough, and spares a write a request. */
const usedToTheMinute = 60_000;

export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The only moment at which the token itself can be read. */
export async function issueToken(prisma: PrismaClient, personId: string, label: string, days: number): Promise<string> {
  const token = `mrs_${randomBytes(32).toString('base64url')}`;
  const expiresAt = new Date(Date.now() + days * day);
  await prisma.token.create({ data: { hash: tokenHash(token), personId, label, expiresAt } });
  return token;
}

/** Throws `unauthenticated` or `tokenExpired`; somebody dismissed has no valid token. */
export async function callerOf(prisma: PrismaClient, header: string | undefined, now: Date): Promise<Caller> {
  const [, token] = /^Bearer ([A-Za-z0-9_-]{20,200})$/i.exec(header ?? '') ?? [];
  const known = token ? await findToken(prisma, tokenHash(token)) : null;
  if (!known || known.person.dismissedAt) throw new Problem('unauthenticated');
  if (known.revokedAt || known.expiresAt <= now) throw new Problem('tokenExpired');
  if (now.getTime() - (known.lastUsedAt?.getTime() ?? 0) > usedToTheMinute) {
    await prisma.token.updateMany({ where: { hash: known.hash }, data: { lastUsedAt: now } });
  }
  const { id, regionCode, roleAssignments } = known.person;
  return { id, region: regionCode, dismissed: false, holdings: roleAssignments.map(holdingOf) };
}

function findToken(prisma: PrismaClient, hash: string) {
  return prisma.token.findUnique({ where: { hash }, include: { person: { include: { roleAssignments: true } } } });
}
