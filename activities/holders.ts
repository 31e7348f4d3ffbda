/** Which persons hold a role on one ИОМ at one instant. The rule itself is domain/standing.ts, the same for everybody. */
import type { Iom } from '../domain/iom.ts';
import { actingRoles, standingOf } from '../domain/standing.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import { holdingOf } from '../prisma/holding-of.ts';
import type { Tx } from './row.ts';

/** Role → persons who may act in it now: nobody who is dismissed, whose order has ended, or who is the owner. */
export async function holdersOf(tx: Tx, iom: Iom, roles: string[], at: Date): Promise<Map<string, string[]>> {
  const wanted = [...new Set(roles)];
  const orders = await tx.roleAssignment.findMany({ where: ordersFor(iom, wanted, at), orderBy: { personId: 'asc' } });
  const owner = await tx.person.findMany({ where: { id: iom.educator, dismissedAt: null }, select: { id: true } });
  const people = [...new Set([...owner.map(({ id }) => id), ...orders.map(({ personId }) => personId)])];
  const standing = people.map((id) => {
    const holdings = orders.filter(({ personId }) => personId === id).map(holdingOf);
    return { id, roles: actingRoles(standingOf(iom, { id, dismissed: false, holdings }, at.toISOString())) };
  });
  return new Map(
    wanted.map((role) => [role, standing.filter((each) => each.roles.includes(role)).map(({ id }) => id)]),
  );
}

/** An assignment binds: of everybody in the region who might be a tutor only the one of this ИОМ is looked up. */
function ordersFor({ place, process, assigned }: Iom, roles: string[], at: Date): Prisma.RoleAssignmentWhereInput {
  const isAssigned = (role: string): boolean => process.roles[role]?.heldBy === 'assignment';
  const ofOne = roles.filter(isAssigned).map((role) => ({ role, personId: assigned[role] ?? '' }));
  const scopes = (['organisation', 'municipality', 'region'] as const).map((scope) => ({
    scope,
    scopeId: place[scope],
  }));
  return {
    person: { dismissedAt: null },
    from: { lte: at },
    AND: [
      { OR: scopes },
      { OR: [{ role: { in: roles.filter((role) => !isAssigned(role)) } }, ...ofOne] },
      { OR: [{ until: null }, { until: { gt: at } }] },
    ],
  };
}
