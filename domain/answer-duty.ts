/** Plan, record, decide or assign: the four ways to answer a duty; and a verdict given on paper, entered for its signer. */
import type { ActOf, DutyAct } from './acts.ts';
import { assignPeople } from './assign-people.ts';
import { actorOf, demandPast, demandRound, demandVersion, demandWords, outsideOf } from './demands.ts';
import { canReplan, findOpen, isJoint, plainOutcome, recordFor } from './duties.ts';
import { fulfil } from './fulfil.ts';
import type { Actor, Plan } from './iom.ts';
import { joinPlans } from './join-plans.ts';
import { judgeRecord } from './judge-fields.ts';
import type { Fields } from './judge-fields.ts';
import { judgeProposal, judgeRules, rulesOfPart } from './judge-plan.ts';
import { missingRoles } from './permit.ts';
import { getDuty } from './process.ts';
import type { Duty } from './process.ts';
import { refuse } from './refusals.ts';
import type { Refusal } from './refusals.ts';
import { reopenHalfSigned, returnTo } from './return-to.ts';
import { settle } from './settle.ts';
import { happen } from './story.ts';
import type { Story } from './story.ts';
import { outcomeMeant } from './when-may.ts';

type PaperAct = ActOf<'recordOnPaper'>;
type Answer = { duty: Duty; outcome: string; by: Actor; act: DutyAct | PaperAct; fields: Fields };

/** That the duty is open to this person, with this outcome, is known already (possible.ts). */
export function answerDuty(story: Story, act: DutyAct): Refusal | null {
  const { iom } = story;
  const duty = getDuty(iom.process, act.duty);
  const answer = { duty, outcome: meant(duty, act.outcome), by: actorOf(act.by), act, fields: act.fields };
  const wrong = judgeAnswer(story, answer) ?? refuseOutside(story, answer);
  if (wrong) return wrong;
  const plan = act.act === 'plan' ? joinPlans(iom.plan, act.plan, duty.part) : iom.plan;
  if (act.act === 'plan') {
    const unfit = judgeProposal(iom, act.plan, duty.part);
    if (unfit) return unfit;
    askAgain(story, duty);
  }
  const broken = judgeContent(story, answer, plan);
  if (broken) return broken;
  const unassigned =
    act.act === 'assign' ? assignPeople(story, { people: act.people, wanted: duty.assigns ?? [] }) : null;
  if (unassigned) return unassigned;
  if (act.act === 'plan') submit(story, duty, plan);
  takeDown(story, answer);
  return null;
}

export function answerOnPaper(story: Story, act: PaperAct): Refusal | null {
  const duty = getDuty(story.iom.process, act.duty);
  const answer = { duty, outcome: meant(duty, act.outcome), by: actorOf(act.signer), act, fields: {} };
  const wrong =
    judgeAnswer(story, answer) ??
    demandWords(story.iom, act, story.iom.process.repair.basis) ??
    judgeContent(story, answer, story.iom.plan);
  if (wrong) return wrong;
  takeDown(story, answer);
  return null;
}

function meant(duty: Duty, outcome: string | undefined): string {
  const known = outcomeMeant(duty, outcome);
  if (known === undefined) throw new Error(`${duty.duty} has no plain outcome`);
  return known;
}

function judgeAnswer({ iom, now }: Story, { duty, outcome, act, fields }: Answer): Refusal | null {
  const effect = duty.outcomes[outcome];
  return (
    demandRound(iom, duty.duty, act.round, duty.basis) ??
    ('planVersion' in act ? demandVersion(iom, act.planVersion, duty.basis) : null) ??
    (effect?.comment ? demandWords(iom, act, effect.basis) : null) ??
    demandPast(iom, act.outside, now, duty.basis) ??
    judgeRecord(iom.process, recordFor(duty, outcome), fields, duty.basis)
  );
}

/** What was done outside may be entered where the act says so; a verdict on paper is a repair and needs no such clause. */
function refuseOutside({ iom }: Story, { duty, act }: Answer): Refusal | null {
  return act.outside && !iom.process.outside ? refuse('outsideNotAllowed', duty.basis) : null;
}

/** Another plan in place of the one that was submitted: whatever rests on it is asked again. */
function askAgain(story: Story, duty: Duty): void {
  if (findOpen(story.iom, duty.duty) || !canReplan(story.iom, duty)) return;
  returnTo(story, duty.duty, duty.duty, duty.basis);
  settle(story);
}

function judgeContent(story: Story, { duty, outcome, by, act }: Answer, plan: Plan): Refusal | null {
  const plain = outcome === plainOutcome(duty);
  const rules = [
    ...(act.act === 'plan' && plain ? rulesOfPart(story.iom.process, duty.part) : []),
    ...(plain ? duty.requires : (duty.outcomes[outcome]?.requires ?? [])),
  ];
  return judgeRules(story, rules, plan, by.role);
}

function submit(story: Story, duty: Duty, plan: Plan): void {
  happen(story, { event: 'planSubmitted', plan, ends: null, basis: duty.basis });
  reopenHalfSigned(story, duty.duty, duty.basis);
  settle(story);
}

function takeDown(story: Story, { duty, outcome, by, act, fields }: Answer): void {
  const { iom } = story;
  happen(story, {
    event: 'dutyAnswered',
    duty: duty.duty,
    round: iom.rounds[duty.duty] ?? 0,
    by,
    outcome,
    planVersion: iom.plan.version,
    ...(act.comment && { comment: act.comment }),
    ...(act.outside && { outside: outsideOf(act.outside) }),
    ...(act.act === 'recordOnPaper' && { enteredBy: actorOf(act.by) }),
    basis: duty.basis,
  });
  const record = recordFor(duty, outcome);
  if (record) happen(story, { event: 'recorded', record, by, fields, basis: duty.basis });
  const answers = findOpen(story.iom, duty.duty)?.answers ?? [by];
  const complete = !isJoint(duty, outcome) || missingRoles(story.iom, duty).length === 0;
  if (complete) fulfil(story, duty, outcome, answers);
}
