/**
 * Who somebody is at the instant an act is written down. The API has asked before, but orders, dismissals and
 * assignments may have changed while the act was on its way, and acts through Temporal were asked by nobody.
 */
import type { Act } from '../domain/acts.ts';
import type { Iom } from '../domain/iom.ts';
import type { Refusal } from '../domain/refusals.ts';
import { refuse } from '../domain/refusals.ts';
import type { Holding } from '../domain/standing.ts';
import { actingRoles, covers, standingOf } from '../domain/standing.ts';
import { holdingOf } from '../prisma/holding-of.ts';
import type { RoleRow } from '../prisma/holding-of.ts';
import type { Tx } from './row.ts';

type PersonFacts = { id: string; region: string; dismissed: boolean; holdings: Holding[] };

export async function authorise(tx: Tx, iom: Iom, act: Act, instant: Date): Promise<Refusal | null> {
  const people = await peopleNamedBy(tx, act);
  const at = instant.toISOString();
  return (
    refuseRole(iom, people.get(act.by.person), act.by, at) ??
    (act.act === 'recordOnPaper' ? refuseRole(iom, people.get(act.signer.person), act.signer, at) : null) ??
    (act.act === 'assign' || act.act === 'reassign' ? refuseAssigned(iom, people, act.people, at) : null)
  );
}

async function peopleNamedBy(tx: Tx, act: Act): Promise<Map<string, PersonFacts>> {
  const named = [
    act.by.person,
    ...(act.act === 'recordOnPaper' ? [act.signer.person] : []),
    ...(act.act === 'assign' || act.act === 'reassign' ? Object.values(act.people) : []),
  ];
  const rows = await tx.person.findMany({
    where: { id: { in: [...new Set(named)] } },
    select: { id: true, regionCode: true, dismissedAt: true, roleAssignments: true },
  });
  return new Map(rows.map((row) => [row.id, personFacts(row)]));
}

type PersonRow = { id: string; regionCode: string; dismissedAt: Date | null; roleAssignments: RoleRow[] };

function personFacts({ id, regionCode, dismissedAt, roleAssignments }: PersonRow): PersonFacts {
  return { id, region: regionCode, dismissed: dismissedAt !== null, holdings: roleAssignments.map(holdingOf) };
}

function refuseRole(
  iom: Iom,
  person: PersonFacts | undefined,
  claimed: { person: string; role: string },
  at: string,
): Refusal | null {
  if (!person) return refuse('personUnknown', undefined, [claimed.person]);
  const standing = standingOf(iom, person, at);
  if (actingRoles(standing).includes(claimed.role)) return null;
  const basis = iom.process.roles[claimed.role]?.basis;
  if (person.id === iom.educator) return refuse('ownIom', basis, [claimed.role]);
  const former = standing.some(({ role, relation }) => role === claimed.role && relation === 'former');
  return refuse(former ? 'notAssigned' : 'roleNotHeld', basis, [claimed.role]);
}

/** Whoever is named for a role in this ИОМ must hold it, here and now: no tutor of another region, nobody dismissed. */
function refuseAssigned(
  iom: Iom,
  people: Map<string, PersonFacts>,
  assigned: Record<string, string>,
  at: string,
): Refusal | null {
  for (const [role, id] of Object.entries(assigned)) {
    const person = people.get(id);
    if (!person) return refuse('personUnknown', undefined, [role]);
    const eligible = person.holdings.some((each) => each.role === role && covers(each, iom.place, at));
    if (id === iom.educator) return refuse('ownIom', iom.process.roles[role]?.basis, [role]);
    if (person.dismissed || !eligible) return refuse('personNotEligible', iom.process.roles[role]?.basis, [role]);
  }
  return null;
}
