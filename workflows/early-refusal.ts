/** What can be refused before `record` is asked. */
import { misshapen } from '../domain/act-shape.ts';
import type { Act } from '../domain/acts.ts';
import { decide } from '../domain/decide.ts';
import type { Iom } from '../domain/iom.ts';
import type { Refusal } from '../domain/refusals.ts';
import { isRefusal, refuse } from '../domain/refusals.ts';
import { opensTemporalDoor } from '../domain/temporal-door.ts';

/** Whatever the state: a wrong shape, which `record` could not even keep, and the wrong door. */
export function doorRefusal(iom: Iom, act: Act): Refusal | null {
  const wrong = misshapen(act);
  if (wrong.length > 0) return refuse('malformed', undefined, wrong);
  return act.proof || opensTemporalDoor(iom, act) ? null : refuse('notThroughThisDoor', iom.process.repair.basis);
}

/** The same, and what `decide` says on the state the route has at this moment. */
export function earlyRefusal(iom: Iom, act: Act): Refusal | null {
  const refusal = doorRefusal(iom, act);
  if (refusal) return refusal;
  const decision = decide(iom, act, new Date().toISOString());
  return isRefusal(decision) ? decision : null;
}
