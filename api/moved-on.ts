/** Who was first, for somebody who came too late: the last entry in which a person moved this duty on. */
import type { Act } from '../domain/acts.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import type { Refusal, RefusalReason } from '../domain/refusals.ts';
import { findWho } from './people.ts';
import type { MovedOnBy } from './problems.ts';

const lostRaces: ReadonlySet<RefusalReason> = new Set([
  'dutyNotOpen',
  'alreadyActed',
  'otherRound',
  'planChanged',
  'wrongStage',
  'itemClosed',
]);

export async function findWhoMovedOn(
  prisma: PrismaClient,
  iom: string,
  { refusal }: Refusal,
  act: Act,
): Promise<MovedOnBy | undefined> {
  const thing = 'duty' in act ? { duty: act.duty } : 'item' in act ? { item: act.item } : null;
  if (!lostRaces.has(refusal) || !thing) return undefined;
  const [last] = await prisma.$queryRaw<{ at: Date; role: string; person: string }[]>`
    SELECT at, by_role AS role, by_person AS person FROM entries
    WHERE iom_id = ${iom} AND by_person IS NOT NULL AND events @> ${JSON.stringify([thing])}::jsonb
      AND act IN ('plan', 'record', 'decide', 'assign', 'completeItem', 'reportItemImpossible', 'recordOnPaper')
    ORDER BY revision DESC LIMIT 1`;
  if (!last) return undefined;
  const who = await findWho(prisma, [last.person]);
  return { role: last.role, initials: who(last.person).initials, at: last.at.toISOString() };
}
