/** Which persons hold a role on one ИОМ at one instant. The rule itself is domain/standing.ts, the same for everybody. */
import type { Iom } from '../domain/iom.ts';
import { actingRoles, standingOf } from '../domain/standing.ts';
import type { Holding } from '../domain/standing.ts';
import type { Tx } from './row.ts';

/** Role → persons who may act in it now: nobody who is dismissed, whose order has ended, or who is the owner. */
export async function holdersOf(tx: Tx, iom: Iom, roles: string[], at: Date): Promise<Map<string, string[]>> {
  const wanted = [...new Set(roles)];
  const people = await tx.person.findMany({
    where: {
      dismissedAt: null,
      OR: [{ id: { in: namedIn(iom, wanted) } }, { roleAssignments: { some: held(iom, wanted, at) } }],
    },
    select: { id: true, roleAssignments: { where: held(iom, wanted, at) } },
    orderBy: { id: 'asc' },
  });
  const standing = people.map(({ id, roleAssignments }) => {
    const holdings = roleAssignments.map(asHolding);
    return { id, roles: actingRoles(standingOf(iom, { id, dismissed: false, holdings }, at.toISOString())) };
  });
  return new Map(
    wanted.map((role) => [role, standing.filter((each) => each.roles.includes(role)).map(({ id }) => id)]),
  );
}

/** The owner, and those who were assigned. An assignment binds: of everybody who might be a tutor it leaves one. */
function namedIn(iom: Iom, roles: string[]): string[] {
  return roles.flatMap((role) =>
    iom.process.roles[role]?.heldBy === 'owner' ? iom.educator : (iom.assigned[role] ?? []),
  );
}

function held({ place, process }: Iom, roles: string[], at: Date) {
  const offices = roles.filter((role) => process.roles[role]?.heldBy !== 'owner');
  const scopes = (['organisation', 'municipality', 'region'] as const).map((scope) => ({
    scope,
    scopeId: place[scope],
  }));
  return {
    role: { in: offices },
    from: { lte: at },
    AND: [{ OR: scopes }, { OR: [{ until: null }, { until: { gt: at } }] }],
  };
}

type Row = Omit<Holding, 'person' | 'from' | 'until'> & { personId: string; from: Date; until: Date | null };

function asHolding({ personId, role, scope, scopeId, from, until }: Row): Holding {
  return { person: personId, role, scope, scopeId, from: from.toISOString(), until: until?.toISOString() ?? null };
}
