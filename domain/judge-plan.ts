/** May this plan be submitted, may this amendment be proposed? First its vocabulary, then the edition's rules. */
import type { PlannedItem, ProposedPlan } from './acts.ts';
import { canonicalJson } from './canonical-json.ts';
import { planned } from './join-plans.ts';
import type { Iom, Plan } from './iom.ts';
import type { Process, Rule } from './process.ts';
import { refuse } from './refusals.ts';
import type { Refusal } from './refusals.ts';
import { brokenRules } from './rules.ts';
import { happen } from './story.ts';
import type { Story } from './story.ts';

/** Codes the edition does not know, an item named twice, an item changed after it was closed, one that ends before it begins. */
export function judgeProposal(iom: Iom, proposed: ProposedPlan, part: string | undefined): Refusal | null {
  const { process } = iom;
  const { items } = proposed;
  return (
    complain('itemTwice', twice(items)) ??
    complain('itemClosed', changedAfterClosing(iom, items)) ??
    complain('itemTwice', takenElsewhere(iom, items, part)) ??
    complain(
      'kindUnknown',
      each(
        items,
        (item) => !fitsPart(process, item, part),
        ({ part: of, kind }) => `${of}/${kind}`,
      ),
    ) ??
    complain(
      'markUnknown',
      strangers(items, ({ marks }) => marks, process.marks),
    ) ??
    complain(
      'competenceUnknown',
      strangers(items, ({ deficits }) => deficits, Object.keys(process.competences)),
    ) ??
    complain('competenceUnknown', outsiders(proposed.deficits, Object.keys(process.competences))) ??
    complain(
      'fieldUnknown',
      strangers(items, ({ words }) => Object.keys(words), process.itemWords),
    ) ??
    complain('fieldUnknown', outsiders(Object.keys(proposed.states), process.planStates)) ??
    complain(
      'planBreaksRule',
      each(
        items,
        ({ from, to }) => Boolean(from && to && to < from),
        () => 'to < from',
      ),
    )
  );
}

/** Breaks of blocking rules refuse; breaks of warning rules are told and kept. */
export function judgeRules(story: Story, rules: Rule[], plan: Plan, role: string): Refusal | null {
  const broken = brokenRules(rules, { iom: story.iom, plan }, role);
  const blocking = broken.filter(({ rule }) => rule.severity === 'block');
  const [first] = blocking;
  if (first) {
    const details = blocking.flatMap(({ rule, problems }) => problems.map((problem) => `${rule.rule}: ${problem}`));
    return refuse('planBreaksRule', first.rule.basis, details);
  }
  for (const { rule, problems } of broken) {
    happen(story, { event: 'warned', rule: rule.rule, problems, basis: rule.basis });
  }
  return null;
}

/** Rules about another part do not concern who plans this one. */
export function rulesOfPart(process: Process, part: string | undefined): Rule[] {
  return process.planRules.filter(
    (rule) => !part || !('part' in rule) || rule.part === undefined || rule.part === part,
  );
}

function complain(reason: Refusal['refusal'], details: string[]): Refusal | null {
  return details.length > 0 ? refuse(reason, undefined, details) : null;
}

function twice(items: PlannedItem[]): string[] {
  const ids = items.map(({ id }) => id);
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}

function changedAfterClosing({ plan }: Iom, items: PlannedItem[]): string[] {
  const closed = new Map(
    plan.items.filter(({ outcome }) => outcome).map((item) => [item.id, canonicalJson(planned(item))]),
  );
  return items
    .filter((item) => closed.has(item.id) && closed.get(item.id) !== canonicalJson(planned(item)))
    .map(({ id }) => id);
}

function takenElsewhere({ plan }: Iom, items: PlannedItem[], part: string | undefined): string[] {
  const taken = plan.items.filter((item) => part && item.part !== part && !item.outcome).map(({ id }) => id);
  return items.map(({ id }) => id).filter((id) => taken.includes(id));
}

function fitsPart(process: Process, { part, kind }: PlannedItem, only: string | undefined): boolean {
  return (!only || part === only) && process.parts[part]?.kinds.includes(kind) === true;
}

function each(
  items: PlannedItem[],
  isWrong: (item: PlannedItem) => boolean,
  say: (item: PlannedItem) => string,
): string[] {
  return items.filter(isWrong).map((item) => `${item.id}: ${say(item)}`);
}

function strangers(items: PlannedItem[], codesOf: (item: PlannedItem) => string[], known: string[]): string[] {
  return items.flatMap((item) => outsiders(codesOf(item), known).map((code) => `${item.id}: ${code}`));
}

function outsiders(codes: string[], known: string[]): string[] {
  return codes.filter((code) => !known.includes(code));
}
