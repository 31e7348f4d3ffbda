/** The next instant at which time itself has something to do. The workflow's only timer waits for it. */
import type { Iom, Moment } from './iom.ts';

/** None while the route is suspended or closed, nor after `engineFault`: then it waits for a person, without a timer. */
export function nextMoment(iom: Iom): Moment | null {
  const still = iom.suspended !== null || iom.outcome !== null || iom.flags.includes('engineFault');
  return still ? null : (iom.moments[0] ?? null);
}
