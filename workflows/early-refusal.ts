/** What can be refused at the door, on the state the route has at this moment: wrong shape, wrong door, or what `decide` says. */
import { misshapen } from '../domain/act-shape.ts';
import type { Act } from '../domain/acts.ts';
import { temporalDoorActs } from '../domain/acts.ts';
import { decide } from '../domain/decide.ts';
import type { Iom } from '../domain/iom.ts';
import type { Refusal } from '../domain/refusals.ts';
import { isRefusal, refuse } from '../domain/refusals.ts';

export function earlyRefusal(iom: Iom, act: Act, now: string): Refusal | null {
  const wrong = misshapen(act);
  if (wrong.length > 0) return refuse('malformed', undefined, wrong);
  if (!act.proof && !(temporalDoorActs as readonly string[]).includes(act.act)) {
    return refuse('notThroughThisDoor', undefined, [...temporalDoorActs]);
  }
  const decision = decide(iom, act, now);
  return isRefusal(decision) ? decision : null;
}
