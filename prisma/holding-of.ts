/** One line of an order, from its row to what domain/standing.ts judges. */
import type { Holding } from '../domain/standing.ts';
import type { RoleAssignment } from './generated/client.ts';

export type RoleRow = Pick<RoleAssignment, 'personId' | 'role' | 'scope' | 'scopeId' | 'from' | 'until'>;

export function holdingOf({ personId, role, scope, scopeId, from, until }: RoleRow): Holding {
  return { person: personId, role, scope, scopeId, from: from.toISOString(), until: until?.toISOString() ?? null };
}
