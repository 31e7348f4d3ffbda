/** Items of the route: done, not passed, not held, stepped on, put in another order. */
import type { ActOf } from './acts.ts';
import { actorOf, demandWords } from './demands.ts';
import { findItem, partOf, stepsOf } from './duties.ts';
import type { Iom, Item } from './iom.ts';
import { judgeFields } from './judge-fields.ts';
import type { Part } from './process.ts';
import { refuse } from './refusals.ts';
import type { Refusal } from './refusals.ts';
import { happen, tell, trigger } from './story.ts';
import type { Story } from './story.ts';

export function completeItem(story: Story, act: ActOf<'completeItem'>): Refusal | null {
  const { item, part } = getItem(story.iom, act.item);
  const outcome = act.outcome ?? part.outcomes[0] ?? 'done';
  if (!part.outcomes.includes(outcome)) return refuse('unknownOutcome', part.basis, part.outcomes);
  const failed = outcome === part.failed;
  const wrong = failed ? judgeReport(story.iom, part, act, true) : refuseUnproven(story.iom, item, part, act);
  if (wrong) return wrong;
  const { fields, comment } = act;
  if (item.to && item.to <= story.iom.overUntil) {
    happen(story, { event: 'warned', rule: 'completedLate', problems: [item.id], basis: part.basis });
  }
  const completed = { item: item.id, outcome, by: actorOf(act.by), fields, ...(comment && { comment }) };
  happen(story, { event: 'itemCompleted', ...completed, basis: part.basis });
  if (!failed) return null;
  tell(story, part.failureTells, item.id, part.basis);
  trigger(story, (when) => 'itemFailed' in when && concerns(when.itemFailed, item));
  return null;
}

/** Its reason is kept; what it opens (another item, a talk) the edition says. */
export function reportItemImpossible(story: Story, act: ActOf<'reportItemImpossible'>): Refusal | null {
  const { item, part } = getItem(story.iom, act.item);
  const wrong = demandWords(story.iom, act, part.basis);
  if (wrong) return wrong;
  const { comment } = act;
  const reported = { item: item.id, outcome: 'notHeld', by: actorOf(act.by), fields: {}, ...(comment && { comment }) };
  happen(story, { event: 'itemCompleted', ...reported, basis: part.basis });
  trigger(story, (when) => 'itemImpossible' in when && concerns(when.itemImpossible, item));
  return null;
}

export function recordStep(story: Story, act: ActOf<'recordStep'>): Refusal | null {
  const { item } = getItem(story.iom, act.item);
  const step = stepsOf(story.iom, item).find((each) => each.step === act.step);
  const cited = step ? { basis: step.basis } : {};
  happen(story, { event: 'itemStepped', item: item.id, step: act.step, by: actorOf(act.by), ...cited });
  return null;
}

/** Another order of the same items needs no new decision, where the edition lets somebody change it. */
export function reorderItems(story: Story, act: ActOf<'reorderItems'>): Refusal | null {
  const known = story.iom.plan.items.map(({ id }) => id);
  const wrong = [...act.items.filter((id) => !known.includes(id)), ...known.filter((id) => !act.items.includes(id))];
  if (wrong.length > 0) return refuse('itemUnknown', undefined, wrong);
  const twice = act.items.filter((id, index) => act.items.indexOf(id) !== index);
  if (twice.length > 0) return refuse('itemTwice', undefined, twice);
  happen(story, { event: 'itemsReordered', items: [...act.items] });
  return null;
}

function getItem(iom: Iom, id: string): { item: Item; part: Part } {
  const item = findItem(iom, id);
  if (!item) throw new Error(`the plan has no item ${id}`);
  return { item, part: partOf(iom, item) };
}

function refuseUnproven(iom: Iom, item: Item, part: Part, act: ActOf<'completeItem'>): Refusal | null {
  const lacking = stepsOf(iom, item).filter(({ step }) => !item.steps.includes(step));
  if (lacking.length > 0) {
    return refuse(
      'fieldsMissing',
      part.basis,
      lacking.map(({ step }) => step),
    );
  }
  return judgeReport(iom, part, act, false);
}

/** Of an item that was not passed, the report may be given and need not be. */
function judgeReport(iom: Iom, part: Part, { fields }: ActOf<'completeItem'>, failed: boolean): Refusal | null {
  const { completionNeeds: needs, basis } = part;
  const asked = failed ? { required: {}, optional: needs } : { required: needs };
  return judgeFields({ process: iom.process, ...asked, fields, basis });
}

function concerns(partOrAny: string, item: Item): boolean {
  return partOrAny === 'any' || partOrAny === item.part;
}
