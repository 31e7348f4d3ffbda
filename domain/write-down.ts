/** Writing an accepted act down: dates and plan versions are filled in once, here, and never worked out again. */
import { canonicalJson } from './canonical-json.ts';
import { dated } from './dated.ts';
import type { IomEvent } from './events.ts';
import { evolve } from './evolve.ts';
import type { Iom, Plan } from './iom.ts';
import { planned } from './join-plans.ts';

export type Digest = (text: string) => string;
export type Written = { iom: Iom; events: IomEvent[] };

/**
 * The events as they are stored, and the state they lead to, still under the old revision: `carryOut` gives the state
 * after the entry they become. `digest` is a hash in hex, at least eight digits; `at` is the instant of the act (UTC).
 */
export function writeDown(iom: Iom, events: IomEvent[], at: string, digest: Digest): Written {
  const written: IomEvent[] = [];
  for (const event of events) {
    const complete = dated(iom, versioned(iom, event, digest), at);
    iom = evolve(iom, complete, at);
    written.push(complete);
  }
  return { iom, events: written };
}

/** An answer bears the version it was given on, also where the plan and the answer come in one act. */
function versioned({ plan }: Iom, event: IomEvent, digest: Digest): IomEvent {
  if (event.event === 'planSubmitted') {
    return { ...event, plan: { ...event.plan, version: nextVersion(plan, event.plan, digest) } };
  }
  if (event.event === 'amended') {
    return { ...event, version: nextVersion(plan, { ...plan, items: event.items }, digest) };
  }
  return event.event === 'dutyAnswered' ? { ...event, planVersion: plan.version } : event;
}

/** "3-5f0c9a1e": how many plans there were, and a digest over codes, dates, hours and hashes of words. */
function nextVersion(old: Plan, { items, states, deficits }: Plan, digest: Digest): string {
  const number = Number.parseInt(old.version, 10) + 1;
  const content = canonicalJson({ items: items.map(planned), states, deficits });
  return `${number}-${digest(content).slice(0, 8)}`;
}
