/** Naming who acts on this ИОМ: by the edition's duty, or later by another order. */
import type { ActOf } from './acts.ts';
import { allDuties } from './process.ts';
import type { Duty, Process } from './process.ts';
import { isRepairer } from './who-may.ts';
import { refuseActor } from './permit.ts';
import { refuse } from './refusals.ts';
import type { Refusal } from './refusals.ts';
import { happen } from './story.ts';
import type { Story } from './story.ts';

type People = Record<string, string>;

/** All that are wanted and nobody else; never the owner (`ownIom`). Whether a person is fit for it, `record` asks. */
export function assignPeople(story: Story, { people, wanted }: { people: People; wanted: string[] }): Refusal | null {
  const missing = wanted.filter((role) => !people[role]);
  if (missing.length > 0) return refuse('fieldsMissing', undefined, missing);
  const unwanted = Object.keys(people).filter((role) => !wanted.includes(role));
  if (unwanted.length > 0) return refuse('notAllowed', undefined, unwanted);
  const wrong = refuseOwner(story, people);
  if (wrong) return wrong;
  happen(story, { event: 'assigned', people: { ...people } });
  return null;
}

/**
 * Another person for a role somebody holds: by whoever assigns it or by those who repair, with the number of the new
 * order where the edition asks for one at the first assignment, or with a listed reason.
 */
export function reassign(story: Story, act: ActOf<'reassign'>): Refusal | null {
  const { iom } = story;
  const roles = Object.keys(act.people);
  if (roles.length === 0) return refuse('fieldsMissing', iom.process.repair.basis, ['people']);
  for (const role of roles) {
    const wrong = refuseReassigning(story, act, role);
    if (wrong) return wrong;
  }
  const wrong = refuseOwner(story, act.people);
  if (wrong) return wrong;
  const basis = iom.process.repair.basis;
  happen(story, { event: 'assigned', people: { ...act.people }, ...(act.order && { order: act.order }), basis });
  return null;
}

function refuseReassigning({ iom }: Story, act: ActOf<'reassign'>, role: string): Refusal | null {
  const known = iom.process.roles[role];
  if (!known || known.heldBy !== 'assignment') return refuse('notAllowed', known?.basis, [role]);
  const wrong = isRepairer(iom, act.by) ? null : refuseActor(iom, act.by, known.assignedBy ?? [], known.basis);
  if (wrong) return wrong;
  const duty = allDuties(iom.process).find(({ assigns }) => assigns?.includes(role));
  if (!iom.assigned[role] && duty) return refuse('notAssigned', duty.basis, [role]);
  if (act.order || act.reason) return null;
  if (duty && wantsOrder(iom.process, duty)) return refuse('fieldsMissing', duty.basis, ['order']);
  return act.comment ? null : refuse('reasonRequired', known.basis, [role]);
}

function refuseOwner({ iom }: Story, people: People): Refusal | null {
  const own = Object.keys(people).filter((role) => people[role] === iom.educator);
  const [first] = own;
  return first ? refuse('ownIom', iom.process.roles[first]?.basis, own) : null;
}

function wantsOrder(process: Process, { record }: Duty): boolean {
  return record !== undefined && 'orderNumber' in (process.records[record]?.fields ?? {});
}
