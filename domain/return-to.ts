/** Asking again: a duty is reopened together with everything that rests on it. */
import { stageNow } from './duties.ts';
import { allDuties, getDuty, stageIndexOf } from './process.ts';
import type { Process } from './process.ts';
import { happen } from './story.ts';
import type { Story } from './story.ts';

/** In this stage or in an earlier one; verdicts that saw what is now taken back are withdrawn with it. */
export function returnTo(story: Story, from: string, to: string, basis: string): void {
  const { process } = story.iom;
  const back = stageIndexOf(process, to);
  const stages = process.stages.slice(back, process.stages.indexOf(stageNow(story.iom)) + 1);
  const later = stages.slice(1).flatMap(({ duties }) => duties.map(({ duty }) => duty));
  const reopened = restingOn(process, [to, from, ...later]);
  const stage = stages[0]?.stage ?? story.iom.stage;
  happen(story, { event: 'returned', duty: from, to, reopened, stage, basis });
  dropUnsigned(story, reopened, basis);
  if (reopened.includes(process.term.from) && story.iom.clock) {
    happen(story, { event: 'clockStopped', basis: process.term.basis });
  }
}

/**
 * A joint duty answered by some when the plan changes would bear signatures under two plans; it is asked again of all.
 * Verdicts that are complete stand, unless the edition lets them come after what was changed.
 */
export function reopenHalfSigned(story: Story, cause: string, basis: string): void {
  const { iom } = story;
  const half = iom.open.filter(({ duty, answers }) => duty !== cause && answers.length > 0);
  for (const { duty } of half) {
    const { when, verdict } = getDuty(iom.process, duty);
    if (!verdict) continue;
    happen(story, { event: 'returned', duty: cause, to: duty, reopened: [duty], stage: iom.stage, basis });
    const [trigger] = Object.keys(when ?? {});
    if (trigger) happen(story, { event: 'triggered', trigger, duty, basis });
  }
}

/** An amendment whose signers were sent away can never come into force. */
function dropUnsigned(story: Story, reopened: string[], basis: string): void {
  const { amendment, process } = story.iom;
  const rule = process.amendments.find((each) => each.amendment === amendment?.amendment);
  if (!rule?.inForceAfter.some((duty) => reopened.includes(duty))) return;
  happen(story, { event: 'amendmentDropped', amendment: rule.amendment, basis });
}

function restingOn(process: Process, roots: string[]): string[] {
  const all = new Set(roots);
  for (let size = 0; size !== all.size;) {
    size = all.size;
    for (const { duty, after, countsWhen } of allDuties(process)) {
      if (after.some((id) => all.has(id)) || (countsWhen && all.has(countsWhen.duty))) all.add(duty);
    }
  }
  return [...all];
}
