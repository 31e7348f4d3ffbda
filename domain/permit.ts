/**
 * Who may act for whom. Content is judged elsewhere; whether a person holds an office at all is known to `record` alone
 * (domain/standing.ts).
 */
import { findOpen, holds, rolesNamed } from './duties.ts';
import type { Actor, Iom } from './iom.ts';
import type { Duty } from './process.ts';
import { refuse } from './refusals.ts';
import type { Refusal } from './refusals.ts';

/** Who acts for a role in this very ИОМ: the role itself, or the stand-in an edition names. The first that fits acts. */
export function standInFor(iom: Iom, role: string): string {
  const fits = iom.process.standIns.find(
    ({ insteadOf, when }) => insteadOf.includes(role) && when.every((condition) => holds(iom, condition)),
  );
  return fits?.acts ?? role;
}

export function standInsFor(iom: Iom, roles: string[]): string[] {
  return [...new Set(roles.map((role) => standInFor(iom, role)))];
}

export function rolesOf(iom: Iom, duty: Duty, outcome?: string): string[] {
  return standInsFor(iom, rolesNamed(duty, outcome));
}

/**
 * Refuses a person on the own ИОМ in any role but the owner's (`ownIom`), one whose role the edition does not name here
 * (`notYourRole`), and one who was not assigned to this ИОМ (`notAssigned`).
 */
export function refuseActor(iom: Iom, { person, role }: Actor, allowed: string[], basis?: string): Refusal | null {
  const held = iom.process.roles[role]?.heldBy;
  if (person === iom.educator && held !== 'owner') return refuse('ownIom', basis, [role]);
  const roles = standInsFor(iom, allowed);
  if (!roles.includes(role)) return refuse('notYourRole', basis, roles);
  if (held === 'owner' && person !== iom.educator) return refuse('notYourRole', basis, roles);
  return held === 'assignment' && iom.assigned[role] !== person ? refuse('notAssigned', basis, [role]) : null;
}

/** One person who holds two roles of a joint duty signs once: the signature counts for both. */
export function hasAnswered(iom: Iom, answers: Actor[], role: string): boolean {
  return answers.some((each) => each.role === role || iom.assigned[role] === each.person);
}

/** Roles that still owe an answer; of several that may answer, all of them until one does. */
export function missingRoles(iom: Iom, duty: Duty): string[] {
  const answers = findOpen(iom, duty.duty)?.answers ?? [];
  const roles = rolesOf(iom, duty);
  return duty.byAll ? roles.filter((role) => !hasAnswered(iom, answers, role)) : roles;
}
