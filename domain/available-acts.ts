/**
 * What somebody may do now, and for the rest why not. API, pages and tests use this one function, and it asks what
 * `decide` asks, so that whatever is accepted was offered.
 */
import type { Asked } from './asked.ts';
import { findOpen, outcomesOf, stepsOf } from './duties.ts';
import type { Iom } from './iom.ts';
import { refuseAsked } from './possible.ts';
import { allDuties } from './process.ts';
import type { Refusal } from './refusals.ts';

type Candidate = Omit<Asked, 'by' | 'signer'>;
export type PossibleAct = Candidate & { as: string; refusal?: Refusal };

/** Acts the edition gives to other roles are left out; all others are there, with the refusal where one stands against it. */
export function availableActs(iom: Iom, standing: { person: string; roles: string[] }): PossibleAct[] {
  const candidates = candidatesOn(iom);
  return standing.roles.flatMap((role) =>
    candidates.flatMap((candidate): PossibleAct[] => {
      const refusal = refuseAsked(iom, { ...candidate, by: { person: standing.person, role } });
      if (refusal?.refusal === 'notYourRole' || refusal?.refusal === 'notAllowed') return [];
      return [{ ...candidate, as: role, ...(refusal && { refusal }) }];
    }),
  );
}

function candidatesOn(iom: Iom): Candidate[] {
  if (iom.outcome) return [{ act: 'retryMail' }];
  if (iom.stage === '') return iom.process.start.map(({ way }) => ({ act: 'open', way }));
  return [...onDuties(iom), ...onItems(iom), ...onPlan(iom), ...onCourse(iom)];
}

function onDuties({ process }: Iom): Candidate[] {
  return allDuties(process).flatMap((duty) =>
    outcomesOf(duty).map((outcome): Candidate => ({ act: duty.does, duty: duty.duty, outcome })),
  );
}

function onItems(iom: Iom): Candidate[] {
  const items = iom.plan.items.filter(({ outcome }) => !outcome);
  return items.flatMap((item): Candidate[] => [
    ...stepsOf(iom, item).map(({ step }): Candidate => ({ act: 'recordStep', item: item.id, step })),
    { act: 'completeItem', item: item.id },
    { act: 'reportItemImpossible', item: item.id },
  ]);
}

function onPlan({ process, plan }: Iom): Candidate[] {
  return [
    ...process.amendments.map(({ amendment }): Candidate => ({ act: 'amend', amendment })),
    ...(process.proposals.length > 0 ? [{ act: 'propose' } satisfies Candidate] : []),
    ...(plan.items.length > 0 ? [{ act: 'reorderItems' } satisfies Candidate] : []),
    ...Object.keys(process.notices).map((notice): Candidate => ({ act: 'notice', notice })),
  ];
}

function onCourse(iom: Iom): Candidate[] {
  const verdicts = allDuties(iom.process).filter(({ does, duty }) => does === 'decide' && findOpen(iom, duty));
  return [
    { act: 'prolong' },
    { act: 'overrideMinimum' },
    { act: 'suspend' },
    { act: 'resume' },
    { act: 'cancel' },
    { act: 'close' },
    { act: 'reassign' },
    { act: 'retryMail' },
    ...iom.open.map(({ duty }): Candidate => ({ act: 'moveTerm', duty })),
    ...verdicts.flatMap((duty) =>
      outcomesOf(duty).map((outcome): Candidate => ({ act: 'recordOnPaper', duty: duty.duty, outcome })),
    ),
  ];
}
