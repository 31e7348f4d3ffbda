/** Whether an act fits the moment: stage, open duties, items in force. Asked after whose act it is, before its content. */
import type { ActName } from './acts.ts';
import type { Asked } from './asked.ts';
import { applies, canReplan, findItem, findOpen, isSatisfied, outcomesOf, partOf } from './duties.ts';
import { holds, isJoint, plainOutcome } from './duties.ts';
import type { Iom } from './iom.ts';
import { hasAnswered, refuseActor } from './permit.ts';
import { findDuty, stageIndexOf } from './process.ts';
import type { Duty } from './process.ts';
import { refuse } from './refusals.ts';
import type { Refusal } from './refusals.ts';

type When = (iom: Iom, asked: Asked) => Refusal | null;

const when: Record<ActName, When> = {
  open: (iom) => refuseOpening(iom),
  plan: theDutyIsOpen,
  record: theDutyIsOpen,
  decide: theDutyIsOpen,
  assign: theDutyIsOpen,
  completeItem: theItemIsOpen,
  reportItemImpossible: theItemIsOpen,
  recordStep: (iom, asked) => {
    const done = findItem(iom, asked.item)?.steps.includes(asked.step ?? '');
    return theItemIsOpen(iom, asked) ?? (done ? refuse('itemClosed', undefined, [asked.step ?? '']) : null);
  },
  reorderItems: anyTime,
  amend: (iom, { amendment }) => {
    const rule = iom.process.amendments.find((each) => each.amendment === amendment);
    if (rule && !rule.stages.some((stage) => stage === iom.stage))
      return refuse('notInThisStage', rule.basis, rule.stages);
    return iom.amendment ? refuse('amendmentPending', rule?.basis, [iom.amendment.amendment]) : null;
  },
  propose: (iom, { by }) => {
    const mine = iom.process.proposals.filter((each) => !refuseActor(iom, by, each.by));
    const fits = mine.some(({ stages }) => stages.some((stage) => stage === iom.stage));
    return fits
      ? null
      : refuse(
          'notInThisStage',
          mine[0]?.basis,
          mine.flatMap(({ stages }) => stages),
        );
  },
  notice: anyTime,
  prolong: (iom) => {
    const rule = iom.process.prolongation;
    if (!iom.clock) return refuse('notInThisStage', rule?.basis);
    return rule && iom.prolongations >= rule.times ? refuse('tooOften', rule.basis, [String(rule.times)]) : null;
  },
  overrideMinimum: (iom) => {
    const { basis } = iom.process.term.atLeast ?? iom.process.term;
    if (!iom.clock) return refuse('notInThisStage', basis);
    return iom.flags.includes('minimumReached') ? refuse('notAllowed', basis, ['minimumReached']) : null;
  },
  suspend: anyTime,
  resume: (iom) => (iom.suspended ? null : refuse('notSuspended', iom.process.suspension?.basis)),
  cancel: anyTime,
  reassign: anyTime,
  moveTerm: (iom, { duty: id }) => {
    const duty = findDuty(iom.process, id ?? '');
    if (!duty || !findOpen(iom, duty.duty)) return refuse('dutyNotOpen', duty?.basis, [id ?? '']);
    if (!duty.within) return refuse('notAllowed', duty.basis, [duty.duty]);
    return duty.within.basis.startsWith('source') ? refuse('termFixedByLaw', duty.within.basis, [duty.duty]) : null;
  },
  close: anyTime,
  retryMail: anyTime,
  recordOnPaper: (iom, { signer, duty, outcome }) => theDutyIsOpen(iom, { act: 'decide', duty, outcome, by: signer }),
};

export function refuseWhen(iom: Iom, asked: Asked): Refusal | null {
  const opened = iom.stage !== '';
  if (!opened && asked.act !== 'open') return refuse('notInThisStage', undefined, ['']);
  return when[asked.act](iom, asked);
}

/** The outcome an answer means: the one it names, or the plain one. */
export function outcomeMeant(duty: Duty, outcome: string | undefined): string | undefined {
  return outcome ?? plainOutcome(duty);
}

function anyTime(): null {
  return null;
}

function refuseOpening({ stage, staff, place, process }: Iom): Refusal | null {
  if (stage !== '') return refuse('alreadyOpen', undefined, [stage]);
  const { covers } = process;
  const organisations = covers.organisations ?? [place.organisationKind];
  const covered =
    covers.staff.includes(staff) &&
    organisations.includes(place.organisationKind) &&
    !covers.notOrganisations?.includes(place.organisationKind);
  return covered ? null : refuse('notCovered', covers.basis, [staff, place.organisationKind]);
}

type Answering = Omit<Asked, 'by'> & { by?: Asked['by'] | undefined };

function theDutyIsOpen(iom: Iom, { act, by, duty: id, outcome }: Answering): Refusal | null {
  const duty = findDuty(iom.process, id ?? '');
  if (!duty || !applies(iom, duty)) return refuse('dutyNotOpen', duty?.basis, [id ?? '']);
  if (duty.does !== act) return refuse('wrongAct', duty.basis, [duty.does]);
  const closed = findOpen(iom, duty.duty) || canReplan(iom, duty) ? null : notOpen(iom, duty);
  const meant = outcomeMeant(duty, outcome);
  if (closed) return closed;
  if (!meant || !outcomesOf(duty).includes(meant)) return refuse('unknownOutcome', duty.basis, outcomesOf(duty));
  return notOpenToYou(iom, duty, meant, by);
}

/** Which stage it belongs to and which one this is; or, within the stage, what has to be done first. */
function notOpen(iom: Iom, duty: Duty): Refusal {
  const stage = iom.process.stages[stageIndexOf(iom.process, duty.duty)]?.stage ?? '';
  if (stage !== iom.stage) return refuse('wrongStage', duty.basis, [stage, iom.stage]);
  const lacking = duty.after.filter((each) => !isSatisfied(iom, each));
  return refuse('dutyNotOpen', duty.basis, lacking.length > 0 ? lacking : [duty.duty]);
}

function notOpenToYou(iom: Iom, duty: Duty, outcome: string, by: Asked['by'] | undefined): Refusal | null {
  const answers = findOpen(iom, duty.duty)?.answers ?? [];
  if (by && duty.byAll && !rolesOfItsOwn(duty, outcome) && hasAnswered(iom, answers, by.role)) {
    return refuse('alreadyActed', duty.basis, [by.role]);
  }
  const effect = duty.outcomes[outcome];
  return effect?.unless && holds(iom, effect.unless) ? refuse('outcomeNotOpenToYou', effect.basis, [outcome]) : null;
}

function rolesOfItsOwn(duty: Duty, outcome: string): boolean {
  return !isJoint(duty, outcome) && duty.outcomes[outcome]?.by !== undefined;
}

function theItemIsOpen(iom: Iom, { item: id }: Asked): Refusal | null {
  const item = findItem(iom, id);
  if (!item) return refuse('itemUnknown', undefined, [id ?? '']);
  const { beginsAfter, basis } = partOf(iom, item);
  const lacking = beginsAfter.filter((duty) => !iom.done[duty]?.fulfils);
  if (lacking.length > 0) return refuse('partNotInForce', basis, lacking);
  return item.outcome ? refuse('itemClosed', basis, [item.id]) : null;
}
