/** A proposed plan, or the items of an amendment, joined to what stands. */
import type { PlannedItem, ProposedPlan } from './acts.ts';
import type { Item, Plan } from './iom.ts';

/**
 * Closed items and items of other parts stay as they are; what is known of an open item (its steps) goes with it.
 * Nothing a person claims about outcome or steps is kept: those come from acts of their own.
 */
export function joinPlans(old: Plan, fresh: ProposedPlan, part: string | undefined): Plan {
  const kept = old.items.filter((item) => item.outcome || (part && item.part !== part));
  const items = fresh.items
    .filter(({ id }) => !kept.some((each) => each.id === id))
    .map((item): Item => ({ ...planned(item), steps: old.items.find(({ id }) => id === item.id)?.steps ?? [] }));
  return {
    version: old.version,
    items: [...kept, ...items],
    states: part ? { ...old.states, ...fresh.states } : { ...fresh.states },
    deficits: [...fresh.deficits],
  };
}

/** The planned side of an item, member by member and in one order: what is compared, hashed and stored. */
export function planned({ id, part, kind, from, to, hours, marks, deficits, words }: PlannedItem): PlannedItem {
  return {
    id,
    part,
    kind,
    ...(from && { from }),
    ...(to && { to }),
    ...(hours && { hours }),
    marks: [...marks],
    deficits: [...deficits],
    words: { ...words },
  };
}
