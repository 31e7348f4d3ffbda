/** What becomes of the plan and its items. */
import type { Evolving } from './evolve.ts';
import type { ItemEnds } from './events.ts';
import { isAbout } from './duties.ts';
import type { Iom, Item } from './iom.ts';
import { closeDuties, soonestFirst } from './state-parts.ts';

type PlanEvent =
  | 'planSubmitted'
  | 'itemCompleted'
  | 'itemStepped'
  | 'itemsReordered'
  | 'itemsEnded'
  | 'amendmentProposed'
  | 'amended'
  | 'amendmentDropped'
  | 'warned'
  | 'milestoneReached';

export const planEvents: Evolving<PlanEvent> = {
  planSubmitted: (iom, { plan, ends }) => ({ ...iom, plan, ...withItemEnds(iom, ends) }),
  itemCompleted: (iom, { item, outcome }) => changeItem(iom, item, (each) => ({ ...each, outcome })),
  itemStepped: (iom, { item, step }) => changeItem(iom, item, (each) => ({ ...each, steps: [...each.steps, step] })),
  itemsReordered: (iom, { items }) => {
    const sorted = iom.plan.items.toSorted((a, b) => items.indexOf(a.id) - items.indexOf(b.id));
    return { ...iom, plan: { ...iom.plan, items: sorted } };
  },
  itemsEnded: (iom, { day }) => ({ ...iom, overUntil: day }),
  amendmentProposed: (iom, { amendment }) => ({ ...iom, amendment }),
  amended: (iom, { version, items, ends }) => ({
    ...iom,
    plan: { ...iom.plan, version, items },
    amendment: null,
    ...withItemEnds(iom, ends),
  }),
  amendmentDropped: (iom, { amendment }) => {
    const signing = iom.open.map(({ duty }) => duty).filter((duty) => isAbout(iom, duty, amendment));
    const raised = iom.raised.filter(({ duty }) => !isAbout(iom, duty, amendment));
    return { ...closeDuties(iom, signing), amendment: null, raised };
  },
  warned: (iom, { rule }) => (iom.warnings.includes(rule) ? iom : { ...iom, warnings: [...iom.warnings, rule] }),
  milestoneReached: (iom, { milestone }) => ({ ...iom, milestones: [...iom.milestones, milestone] }),
};

function changeItem(iom: Iom, id: string, change: (item: Item) => Item): Iom {
  const items = iom.plan.items.map((item) => (item.id === id ? change(item) : item));
  return { ...iom, plan: { ...iom.plan, items } };
}

/** The days of another plan are other days; what is over stays over. */
function withItemEnds(iom: Iom, ends: ItemEnds | null): Pick<Iom, 'moments' | 'overUntil'> {
  const others = iom.moments.filter(({ what }) => what !== 'itemsEnd');
  return { moments: soonestFirst([...others, ...(ends?.moments ?? [])]), overUntil: ends?.over ?? iom.overUntil };
}
