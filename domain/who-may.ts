/** Whose act it is: for every act, the roles the edition names and the refusal for everybody else. */
import type { ActName } from './acts.ts';
import type { Asked } from './asked.ts';
import { findItem, partOf, rolesNamed, stepsOf } from './duties.ts';
import type { Actor, Iom } from './iom.ts';
import { refuseActor } from './permit.ts';
import { findDuty } from './process.ts';
import type { Part, RepairAct } from './process.ts';
import { refuse } from './refusals.ts';
import type { Refusal } from './refusals.ts';

type Named = { by: string[]; basis: string };
type Who = (iom: Iom, asked: Asked) => Refusal | null;

const who: Record<ActName, Who> = {
  open: (iom, { by, way }) => {
    const start = iom.process.start.find((each) => each.way === way);
    return start ? refuseActor(iom, by, start.by, start.basis) : refuse('notAllowed', undefined, way ? [way] : []);
  },
  plan: ofTheDuty,
  record: ofTheDuty,
  decide: ofTheDuty,
  assign: ofTheDuty,
  completeItem: ofTheItem(({ completedBy }) => completedBy),
  reportItemImpossible: ofTheItem(({ impossibleBy }) => impossibleBy),
  recordStep: (iom, { by, item: id, step: name }) => {
    const item = findItem(iom, id);
    const step = item && stepsOf(iom, item).find((each) => each.step === name);
    return step ? refuseActor(iom, by, step.by, step.basis) : refuse('itemUnknown', undefined, [id ?? '', name ?? '']);
  },
  reorderItems: (iom, { by }) => {
    const parts = [...new Set(iom.plan.items.map((item) => partOf(iom, item)))];
    const refusals = parts.map(({ reorderedBy, basis }) => refuseActor(iom, by, reorderedBy, basis));
    return parts.length > 0 ? (refusals.find((each) => each !== null) ?? null) : refuse('itemUnknown');
  },
  amend: (iom, { by, amendment }) => {
    const rule = iom.process.amendments.find((each) => each.amendment === amendment);
    return rule ? refuseActor(iom, by, rule.by, rule.basis) : refuse('amendmentUnknown', undefined, [amendment ?? '']);
  },
  propose: (iom, { by }) => {
    const [first] = iom.process.proposals;
    if (!first) return refuse('notAllowed');
    return refuseActor(
      iom,
      by,
      iom.process.proposals.flatMap((each) => each.by),
      first.basis,
    );
  },
  notice: (iom, { by, notice }) => {
    const known = iom.process.notices[notice ?? ''];
    return known ? refuseActor(iom, by, known.by, known.basis) : refuse('notAllowed', undefined, [notice ?? '']);
  },
  prolong: (iom, { by }) => named(iom, by, iom.process.prolongation, iom.process.term.atMost.basis),
  overrideMinimum: (iom, { by }) => {
    const least = iom.process.term.atLeast;
    return named(iom, by, least ? { by: least.overriddenBy, basis: least.basis } : null, iom.process.term.basis);
  },
  suspend: (iom, asked) => orRepair(iom, asked, 'suspend', iom.process.suspension),
  resume: (iom, asked) => orRepair(iom, asked, 'resume', iom.process.suspension),
  cancel: (iom, asked) => orRepair(iom, asked, 'cancel', iom.process.cancelling),
  reassign: (iom, asked) => orRepair(iom, asked, 'reassign', assigners(iom)),
  moveTerm: (iom, asked) => orRepair(iom, asked, 'moveTerm', null),
  close: (iom, asked) => orRepair(iom, asked, 'close', null),
  retryMail: (iom, asked) => orRepair(iom, asked, 'retryMail', null),
  recordOnPaper: (iom, asked) => orRepair(iom, asked, 'recordOnPaper', null) ?? ofTheSigner(iom, asked),
};

export function refuseWho(iom: Iom, asked: Asked): Refusal | null {
  return who[asked.act](iom, asked);
}

/** Does this person act as one of those who repair? Such an act may give a reason of the closed list instead of words. */
export function isRepairer(iom: Iom, { role }: Actor): boolean {
  return iom.process.repair.by.includes(role);
}

function ofTheDuty(iom: Iom, { by, duty: id, outcome }: Asked): Refusal | null {
  const duty = findDuty(iom.process, id ?? '');
  if (!duty) return refuse('dutyNotOpen', undefined, [id ?? '']);
  return refuseActor(iom, by, rolesNamed(duty, outcome), duty.basis);
}

/** A verdict on paper is given by whoever signed it, by the same right as in the service; never by the one who enters it. */
function ofTheSigner(iom: Iom, { signer, duty, outcome }: Asked): Refusal | null {
  return signer ? ofTheDuty(iom, { act: 'decide', by: signer, duty, outcome }) : null;
}

function ofTheItem(roles: (part: Part) => string[]): Who {
  return (iom, { by, item: id }) => {
    const item = findItem(iom, id);
    if (!item) return refuse('itemUnknown', undefined, [id ?? '']);
    const part = partOf(iom, item);
    return refuseActor(iom, by, roles(part), part.basis);
  };
}

function named(iom: Iom, by: Actor, allowed: Named | null | undefined, basis: string): Refusal | null {
  return allowed ? refuseActor(iom, by, allowed.by, allowed.basis) : refuse('notAllowed', basis);
}

/** Those the edition names for the act itself, and those who repair, where repairing includes it. */
function orRepair(iom: Iom, { by }: Asked, act: RepairAct, allowed: Named | null): Refusal | null {
  const { repair } = iom.process;
  const repairers = repair.acts.includes(act) ? repair.by : [];
  const roles = [...(allowed?.by ?? []), ...repairers];
  const basis = allowed?.basis ?? repair.basis;
  return roles.length > 0 ? refuseActor(iom, by, roles, basis) : refuse('notAllowed', basis);
}

function assigners({ process }: Iom): Named {
  return {
    by: Object.values(process.roles).flatMap(({ assignedBy }) => assignedBy ?? []),
    basis: process.repair.basis,
  };
}
