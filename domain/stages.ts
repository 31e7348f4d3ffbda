/** Out of a stage and into the next one, or out of the ИОМ. */
import { holds, stageNow } from './duties.ts';
import type { Ending, Successor } from './process.ts';
import { happen, tell } from './story.ts';
import type { Story } from './story.ts';

type Closing = { outcome: Ending; successor?: Successor | undefined; basis: string };

/** Without judging whether the stage may be left: settle.ts and an outcome that ends the stage do that. */
export function goOn(story: Story): void {
  const { iom } = story;
  const { term, stages } = iom.process;
  const stage = stageNow(iom);
  if (iom.flags.includes('earlyWait')) happen(story, { event: 'earlyWaitEnded' });
  if (iom.amendment)
    happen(story, { event: 'amendmentDropped', amendment: iom.amendment.amendment, basis: stage.basis });
  if ('stageEnds' in term.until && term.until.stageEnds === stage.stage && iom.clock) {
    happen(story, { event: 'clockStopped', basis: term.basis });
  }
  const next = stages[stages.indexOf(stage) + 1];
  if (next) happen(story, { event: 'stageEntered', stage: next.stage, basis: next.basis });
  else finish(story);
}

/** The first case of the edition that fits says how it ended. */
function finish(story: Story): void {
  const { iom } = story;
  const ending = iom.process.closing.cases.find(({ onlyIf }) => !onlyIf || holds(iom, onlyIf));
  if (!ending) throw new Error('the edition has no closing case without a condition');
  end(story, ending);
}

export function end(story: Story, { outcome, successor, basis }: Closing): void {
  const { process, plan } = story.iom;
  if (successor) {
    const unfinished = plan.items.filter((item) => !item.outcome || item.outcome === 'notHeld').map(({ id }) => id);
    const items = successor.carries === 'unfinished' ? unfinished : [];
    happen(story, { event: 'successorProposed', successor, items, basis: successor.basis });
  }
  happen(story, { event: 'closed', outcome, basis });
  tell(story, process.closing.tells, outcome, process.closing.basis);
}
