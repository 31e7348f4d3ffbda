/** Everything that follows without a further act: after every act the route is settled until nothing more follows. */
import { applies, findOpen, isSatisfied, stageNow } from './duties.ts';
import { fulfil } from './fulfil.ts';
import type { Iom, Item, PendingAmendment } from './iom.ts';
import { rolesOf } from './permit.ts';
import { allDuties, getDuty } from './process.ts';
import type { Duty } from './process.ts';
import { reopenHalfSigned } from './return-to.ts';
import { rulesHold } from './rules.ts';
import { spellOut } from './spell-out.ts';
import { goOn } from './stages.ts';
import { happen, tell } from './story.ts';
import type { Story } from './story.ts';

/** In this order: an amendment in force may open duties, a duty may reach a milestone, and only then a stage is left. */
const followers = [bringAmendmentIntoForce, openDuty, countAlongside, reachMilestone, leaveStage];

export function settle(story: Story): void {
  while (!story.iom.outcome && followers.some((follow) => follow(story)));
}

function bringAmendmentIntoForce(story: Story): boolean {
  const { iom } = story;
  const rule = iom.process.amendments.find((each) => each.amendment === iom.amendment?.amendment);
  if (!rule || !iom.amendment) return false;
  const signers = rule.inForceAfter.filter((duty) => applies(iom, getDuty(iom.process, duty)));
  if (!signers.every((duty) => isSigned(iom, duty))) return false;
  const { amendment, basis } = rule;
  const items = keepWhatIsDone(iom.amendment, iom);
  happen(story, { event: 'amended', amendment, version: iom.plan.version, items, ends: null, basis });
  reopenHalfSigned(story, amendment, basis);
  tell(story, rule.tells, 'amended', basis);
  return true;
}

function isSigned({ done, raised, open }: Iom, id: string): boolean {
  return done[id]?.fulfils === true && ![...raised, ...open].some(({ duty }) => duty === id);
}

/** Items may be worked on while an amendment waits for its signatures: what is done stays done. */
function keepWhatIsDone(amendment: PendingAmendment, { plan }: Iom): Item[] {
  const known = new Map(plan.items.map((item) => [item.id, item]));
  const merged = amendment.items.map((item): Item => {
    const before = known.get(item.id);
    return before?.outcome ? before : { ...item, steps: before?.steps ?? [] };
  });
  const finished = plan.items.filter(({ id, outcome }) => outcome && !amendment.items.some((each) => each.id === id));
  return [...merged, ...finished];
}

function openDuty(story: Story): boolean {
  const { iom } = story;
  const ready = allDuties(iom.process).find((duty) => canOpen(iom, duty));
  if (!ready) return false;
  const { duty, basis } = ready;
  const round = (iom.rounds[duty] ?? 0) + 1;
  happen(story, { event: 'dutyOpened', duty, round, within: spellOut(iom.process, ready.within), dates: null, basis });
  // what is merely possible is offered on the page; nobody gets a mail about it
  if (ready.need !== 'optional') tell(story, rolesOf(story.iom, ready), duty, basis);
  return true;
}

function canOpen(iom: Iom, duty: Duty): boolean {
  if (findOpen(iom, duty.duty) || !applies(iom, duty)) return false;
  const due = duty.when
    ? iom.raised.some((each) => each.duty === duty.duty)
    : !iom.done[duty.duty] && stageNow(iom).duties.includes(duty);
  return due && duty.after.every((id) => isSatisfied(iom, id));
}

/** A duty that counts as done because somebody did another one (a head who files the request has confirmed it). */
function countAlongside(story: Story): boolean {
  const { iom } = story;
  for (const { duty: id } of iom.open) {
    const duty = getDuty(iom.process, id);
    const { countsWhen } = duty;
    const by = countsWhen && iom.done[countsWhen.duty]?.by.find(({ role }) => countsWhen.doneBy.includes(role));
    if (!by) continue;
    fulfil(story, duty, duty.does === 'decide' ? 'given' : 'done', [by]);
    return true;
  }
  return false;
}

function reachMilestone(story: Story): boolean {
  const { iom } = story;
  const reached = iom.process.milestones.find(
    ({ milestone, when }) => !iom.milestones.includes(milestone) && rulesHold(iom, when),
  );
  if (!reached) return false;
  const { milestone, basis } = reached;
  happen(story, { event: 'milestoneReached', milestone, basis });
  tell(story, reached.tells, milestone, basis);
  return true;
}

/** A stage is left when nothing is owed any more; a regulation with a least length holds or warns. */
function leaveStage(story: Story): boolean {
  const { iom } = story;
  if (isOwed(iom)) return leaveEarlyWait(story);
  const { term } = iom.process;
  const endsHere = 'stageEnds' in term.until && term.until.stageEnds === iom.stage;
  const least = endsHere && iom.clock && !iom.flags.includes('minimumReached') ? term.atLeast : undefined;
  if (least?.early === 'hold') {
    if (iom.flags.includes('earlyWait')) return false;
    happen(story, { event: 'earlyWaitBegan', basis: least.basis });
    return true;
  }
  if (least && !iom.warnings.includes('early')) {
    happen(story, { event: 'warned', rule: 'early', problems: [], basis: least.basis });
  }
  goOn(story);
  return true;
}

function isOwed(iom: Iom): boolean {
  const stage = stageNow(iom);
  const carrying = stage.carryingOut !== undefined && !rulesHold(iom, stage.carryingOut.until);
  return carrying || iom.amendment !== null || stage.duties.some((duty) => owes(iom, duty));
}

function owes(iom: Iom, duty: Duty): boolean {
  if (duty.need !== 'required' || !applies(iom, duty)) return false;
  if (duty.when) return [...iom.raised, ...iom.open].some((each) => each.duty === duty.duty);
  return !iom.done[duty.duty]?.fulfils;
}

function leaveEarlyWait(story: Story): boolean {
  if (!story.iom.flags.includes('earlyWait')) return false;
  happen(story, { event: 'earlyWaitEnded' });
  return true;
}
