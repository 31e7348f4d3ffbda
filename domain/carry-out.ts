/** Carrying out what was written down: the only way the state of an ИОМ changes, in `record`, in the workflow, in a replay. */
import type { Entry } from './events.ts';
import { evolve } from './evolve.ts';
import type { Flag, Iom } from './iom.ts';
import { lower } from './state-parts.ts';

/**
 * The state after one entry. Moments that had passed were dealt with by `timePasses` and by nothing else: an act of a
 * person that comes a second too late must not swallow the lapse before it.
 */
export function carryOut(iom: Iom, entry: Entry): Iom {
  const next = entry.events.reduce((state, event) => evolve(state, event, entry.at), iom);
  const byPerson = entry.by !== null;
  return {
    ...next,
    moments:
      entry.act === 'timePasses' && !next.suspended ? next.moments.filter(({ at }) => at > entry.at) : next.moments,
    flags: byPerson ? lower(next.flags, ...seenTo(entry)) : next.flags,
    revision: entry.revision,
    actRevision: iom.actRevision + (byPerson ? 1 : 0),
  };
}

/** A person who acts gets the engine going again; one who acts in Temporal has seen what was refused there. */
function seenTo({ door }: Entry): Flag[] {
  return door === 'temporal' ? ['engineFault', 'refusedSignal'] : ['engineFault'];
}
