/**
 * What somebody is to one ИОМ at one instant: in which roles, by which relation.
 * Pure: the rows come from whoever asks (`record` before it writes, the API before it shows), the rule is the same.
 */
import type { Iom, Place } from './iom.ts';

export type Scope = 'organisation' | 'municipality' | 'region';
/** One line of an order: who holds which role where, from when until when (UTC instants; `until` is the first moment after). */
export type Holding = {
  person: string;
  role: string;
  scope: Scope;
  scopeId: string;
  from: string;
  until: string | null;
};
export type Relation = 'own' | 'assigned' | Scope | 'former';
export type Standing = { role: string; relation: Relation }[];

type Subject = Pick<Iom, 'educator' | 'place' | 'assigned' | 'formerlyAssigned' | 'process'>;

export function placeOf(place: Place, scope: Scope): string {
  return place[scope];
}

export function isHeldAt(holding: Pick<Holding, 'from' | 'until'>, instant: string): boolean {
  return holding.from <= instant && (holding.until === null || instant < holding.until);
}

/** Does this line of an order make its person a holder of the role for this place, at this instant? */
export function covers(holding: Holding, place: Place, instant: string): boolean {
  return placeOf(place, holding.scope) === holding.scopeId && isHeldAt(holding, instant);
}

/**
 * Every role the person may use on this ИОМ. A dismissed person has none. The owner keeps only the own role:
 * nobody acts on the own ИОМ in somebody else's (design §2, sentence 4).
 */
export function standingOf(
  iom: Subject,
  person: { id: string; dismissed: boolean; holdings: Holding[] },
  instant: string,
): Standing {
  if (person.dismissed) return [];
  const roles = Object.entries(iom.process.roles);
  if (person.id === iom.educator) return roles.filter(([, { heldBy }]) => heldBy === 'owner').map(ownRole);
  return roles.flatMap(([role, { heldBy }]): Standing => {
    if (heldBy === 'owner' || heldBy === 'system') return [];
    const held = person.holdings.some((each) => each.role === role && covers(each, iom.place, instant));
    if (heldBy !== 'assignment') return held ? [{ role, relation: heldBy }] : [];
    if (iom.assigned[role] === person.id) return held ? [{ role, relation: 'assigned' }] : [];
    return iom.formerlyAssigned[role]?.includes(person.id) ? [{ role, relation: 'former' }] : [];
  });
}

function ownRole([role]: [string, unknown]): Standing[number] {
  return { role, relation: 'own' };
}

/** Roles that may act now: a former holder sees nothing and does nothing. */
export function actingRoles(standing: Standing): string[] {
  return standing.filter(({ relation }) => relation !== 'former').map(({ role }) => role);
}
