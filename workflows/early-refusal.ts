/** What can be refused at the door, on the state the route has at this moment: wrong shape, wrong door, or what `decide` says. */
import type { Act, ActName } from '../domain/acts.ts';
import { Act as ActSchema, temporalDoorActs } from '../domain/acts.ts';
import { decide } from '../domain/decide.ts';
import type { Iom } from '../domain/iom.ts';
import type { Refusal } from '../domain/refusals.ts';
import { isRefusal, refuse } from '../domain/refusals.ts';

export function earlyRefusal(iom: Iom, name: ActName, act: Act, now: string): Refusal | null {
  const parsed = ActSchema.safeParse({ ...act, act: act.act ?? name });
  if (!parsed.success)
    return refuse(
      'malformed',
      undefined,
      parsed.error.issues.map(({ path }) => path.join('.')),
    );
  if (parsed.data.act !== name) return refuse('malformed', undefined, ['act']);
  if (!act.proof && !(temporalDoorActs as readonly string[]).includes(name)) {
    return refuse('notThroughThisDoor', undefined, [...temporalDoorActs]);
  }
  const decision = decide(iom, parsed.data, now);
  return isRefusal(decision) ? decision : null;
}
