/** The named rules an edition may call, each a pure function of plan and route. An empty answer means that the rule holds. */
import { dateAfter } from './calendar-dates.ts';
import type { Iom, Item, Plan } from './iom.ts';
import type { Rule } from './process.ts';

type Facts = { iom: Iom; plan: Plan };
type Named<N extends Rule['rule']> = Extract<Rule, { rule: N }>;
type Scope = { part?: string | undefined; kinds?: string[] | undefined; marked?: string | undefined };
export type Broken = { rule: Rule; problems: string[] };

const checks: { [N in Rule['rule']]: (rule: Named<N>, facts: Facts) => string[] } = {
  planStates: ({ fields }, { plan }) => missing(fields, Object.keys(plan.states)),
  itemsState: (rule, { plan }) =>
    inScope(plan, rule).flatMap((item) => missing(rule.fields, statedBy(item)).map((field) => `${item.id}.${field}`)),
  itemCount,
  eachGroupPresent: ({ groups }, { plan }) =>
    missing(
      groups,
      plan.items.flatMap(({ marks }) => marks),
    ),
  itemsMarked: (rule, { plan }) =>
    idsOf(
      inScope(plan, rule).filter(({ marks, words }) => {
        const excused = rule.orField !== undefined && rule.orField in words;
        return !excused && !rule.anyOf.some((mark) => marks.includes(mark));
      }),
    ),
  plannedSpan,
  deficitsCovered: ({ part }, { plan }) =>
    missing(
      plan.deficits,
      inScope(plan, { part }).flatMap(({ deficits }) => deficits),
    ),
  participated: ({ roles }, { iom }) => missing(roles, iom.participated),
  teamAssigned: ({ roles }, { iom }) => missing(roles, Object.keys(iom.assigned)),
  recorded: ({ anyOf }, { iom }) => (anyOf.some((record) => record in iom.recorded) ? [] : anyOf),
  itemsClosed: (rule, { plan }) => idsOf(inScope(plan, rule).filter(({ outcome }) => !outcome)),
  itemsDone: (rule, { iom, plan }) => {
    const items = inScope(plan, rule);
    return items.length === 0 ? ['none'] : idsOf(items.filter((item) => !succeeded(iom, item)));
  },
  itemsPassed: (rule, { iom, plan }) => {
    const number = inScope(plan, rule).filter((item) => succeeded(iom, item)).length;
    return number < rule.atLeast ? [`${number} of ${rule.atLeast}`] : [];
  },
  itemsHaveEnded: (rule, { plan, iom }) =>
    idsOf(inScope(plan, rule).filter(({ outcome, to }) => !outcome && !(to && to <= iom.overUntil))),
};

/** Items reported impossible are history, not plan: no rule counts them. `role` is whoever acts, for rules with `whenBy`. */
export function brokenRules(rules: Rule[], { iom, plan }: Facts, role?: string): Broken[] {
  const held = { ...plan, items: plan.items.filter(({ outcome }) => outcome !== 'notHeld') };
  return rules
    .filter(({ whenBy }) => !whenBy || (role !== undefined && whenBy.includes(role)))
    .map((rule) => ({ rule, problems: problemsOf(rule, { iom, plan: held }) }))
    .filter(({ problems }) => problems.length > 0);
}

export function rulesHold(iom: Iom, rules: Rule[]): boolean {
  return brokenRules(rules, { iom, plan: iom.plan }).length === 0;
}

/** Whatever the edition calls its outcomes: closed, held, and not the one that means failure. */
function succeeded({ process }: Iom, { outcome, part }: Item): boolean {
  return outcome !== undefined && outcome !== 'notHeld' && outcome !== process.parts[part]?.failed;
}

function problemsOf(rule: Rule, facts: Facts): string[] {
  return (checks[rule.rule] as (rule: Rule, facts: Facts) => string[])(rule, facts);
}

function itemCount(rule: Named<'itemCount'>, { plan }: Facts): string[] {
  const number = inScope(plan, rule).length;
  if (number === 0 && rule.orNone) return [];
  const fits = number >= (rule.atLeast ?? 0) && number <= (rule.atMost ?? Infinity);
  return fits ? [] : [`${number}`];
}

/** From the first day to the last, both planned: a span of one year from 1 March ends on 1 March at the latest. */
function plannedSpan({ atLeast, atMost }: Named<'plannedSpan'>, { plan }: Facts): string[] {
  const first = plan.items.flatMap(({ from }) => from ?? []).toSorted()[0];
  const last = plan.items
    .flatMap(({ to }) => to ?? [])
    .toSorted()
    .at(-1);
  if (!first || !last) return ['from', 'to'];
  if (atLeast && last < dateAfter(first, atLeast)) return [`${first}…${last} < ${atLeast}`];
  return atMost && last > dateAfter(first, atMost) ? [`${first}…${last} > ${atMost}`] : [];
}

function inScope(plan: Plan, { part, kinds, marked }: Scope): Item[] {
  return plan.items.filter(
    (item) =>
      (!part || item.part === part) &&
      (!kinds || kinds.includes(item.kind)) &&
      (!marked || item.marks.includes(marked)),
  );
}

function statedBy({ words, marks, from, to, hours, deficits }: Item): string[] {
  const stated = [from && 'from', to && 'to', hours && 'hours', deficits.length > 0 && 'deficits'];
  return [...Object.keys(words), ...marks, ...stated.filter((each) => typeof each === 'string')];
}

function idsOf(items: Item[]): string[] {
  return items.map(({ id }) => id);
}

function missing(wanted: string[], have: string[]): string[] {
  return wanted.filter((each) => !have.includes(each));
}
