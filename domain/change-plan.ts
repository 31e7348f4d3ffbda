/** Changes on the way: amendments, proposals, notices. */
import type { ActOf } from './acts.ts';
import { actorOf, demandVersion, demandWords } from './demands.ts';
import { findOpen } from './duties.ts';
import { fulfil } from './fulfil.ts';
import type { Iom } from './iom.ts';
import { joinPlans } from './join-plans.ts';
import { judgeProposal, judgeRules, rulesOfPart } from './judge-plan.ts';
import { refuseActor } from './permit.ts';
import { allDuties } from './process.ts';
import type { Amendment } from './process.ts';
import { refuse } from './refusals.ts';
import type { Refusal } from './refusals.ts';
import { happen, tell, trigger } from './story.ts';
import type { Story } from './story.ts';

/** The amended items as a whole. In force only when those the edition names have signed (settle.ts). */
export function amend(story: Story, act: ActOf<'amend'>): Refusal | null {
  const { iom } = story;
  const rule = iom.process.amendments.find((each) => each.amendment === act.amendment);
  if (!rule) return refuse('amendmentUnknown', undefined, [act.amendment]);
  const proposed = { items: act.items, states: iom.plan.states, deficits: iom.plan.deficits };
  const wrong =
    demandVersion(iom, act.planVersion, rule.basis) ??
    demandWords(iom, act, rule.basis) ??
    judgeProposal(iom, proposed, rule.part);
  if (wrong) return wrong;
  const plan = joinPlans(iom.plan, proposed, rule.part);
  const broken = judgeRules(story, rulesOfPart(iom.process, rule.part), plan, act.by.role);
  if (broken) return broken;
  const by = actorOf(act.by);
  const amendment = { amendment: rule.amendment, items: plan.items, by, from: story.now };
  const comment = act.comment ? { comment: act.comment } : {};
  happen(story, { event: 'amendmentProposed', amendment, ...comment, basis: rule.basis });
  fulfilByAmending(story, rule, by);
  trigger(story, (when) => 'amended' in when && when.amended === rule.amendment);
  return null;
}

/** Some duties are done by amending and by nothing else (an item that will not be held is replaced). */
function fulfilByAmending(story: Story, { amendment }: Amendment, by: { person: string; role: string }): void {
  for (const duty of allDuties(story.iom.process)) {
    const open = findOpen(story.iom, duty.duty);
    if (open && duty.fulfilledBy?.amendment === amendment) fulfil(story, duty, 'done', [by]);
  }
}

export function propose(story: Story, act: ActOf<'propose'>): Refusal | null {
  const { iom } = story;
  const { proposalTopics } = iom.process;
  const mine = proposalsNow(iom, act);
  const right = mine.find(({ only }) => !only || only.includes(act.about));
  const topics = mine.flatMap(({ only }) => only ?? proposalTopics);
  if (!right || !proposalTopics.includes(act.about)) return refuse('onlyTheseChanges', mine[0]?.basis, topics);
  const wrong = demandWords(iom, act, right.basis);
  if (wrong) return wrong;
  const comment = act.comment ? { comment: act.comment } : {};
  happen(story, { event: 'participated', by: actorOf(act.by), about: act.about, ...comment, basis: right.basis });
  tell(story, right.tells, 'proposed', right.basis);
  trigger(story, (when) => 'proposed' in when && (when.proposed === 'any' || when.proposed === act.about));
  return null;
}

function proposalsNow(iom: Iom, { by }: ActOf<'propose'>): Iom['process']['proposals'] {
  return iom.process.proposals.filter(
    (each) => !refuseActor(iom, by, each.by) && each.stages.some((stage) => stage === iom.stage),
  );
}

/** A message or a question: told to those it is for, and a duty where the edition makes one of it. */
export function notice(story: Story, act: ActOf<'notice'>): Refusal | null {
  const known = story.iom.process.notices[act.notice];
  if (!known) return refuse('notAllowed', undefined, [act.notice]);
  const comment = act.comment ? { comment: act.comment } : {};
  happen(story, { event: 'participated', by: actorOf(act.by), about: act.notice, ...comment, basis: known.basis });
  tell(story, known.tells, act.notice, known.basis);
  trigger(story, (when) => 'notice' in when && when.notice === act.notice);
  return null;
}
