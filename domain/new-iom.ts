/** An ИОМ before anybody has opened it: whose it is, where, and under which pinned edition. */
import type { Iom } from './iom.ts';

export type Opening = Pick<
  Iom,
  'id' | 'educator' | 'staff' | 'place' | 'ownerHolds' | 'facts' | 'previous' | 'atMost' | 'edition' | 'process'
>;

/** Revision 0, no stage. The act `open` does the rest, and is decided like any other. */
export function newIom(opening: Opening): Iom {
  return {
    ...opening,
    way: '',
    stage: '',
    entered: '',
    open: [],
    done: {},
    rounds: {},
    answers: {},
    assigned: {},
    formerlyAssigned: {},
    plan: { version: '0', items: [], states: {}, deficits: [] },
    overUntil: '',
    recorded: {},
    participated: [],
    clock: null,
    moments: [],
    raised: [],
    amendment: null,
    milestones: [],
    flags: [],
    warnings: [],
    prolongations: 0,
    suspended: null,
    undelivered: 0,
    refusedSignals: [],
    outcome: null,
    revision: 0,
    actRevision: 0,
  };
}
