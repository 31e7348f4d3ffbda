/** What `record` is asked and what it answers: the one door through which an ИОМ changes. */
import type { AnyAct } from './acts.ts';
import type { Entry } from './events.ts';
import type { Refusal } from './refusals.ts';

/** `now` is the route's own time (UTC instant), `expected` the revision the workflow stands at. */
export type ToRecord = { iom: string; act: AnyAct & { key: string }; now: string; expected: number };

export type Accepted = { revision: number; actRevision: number };
export type Answer = { accepted: Accepted } | { refused: Refusal };

/**
 * `entries` follow `expected` without a gap. Without an `answer` the row was ahead (an earlier commit whose completion
 * was never reported): adopt them and ask again.
 */
export type Recorded = { entries: Entry[]; answer?: Answer };

/** What the mail lane learns from one round: all settled, or how many addresses were refused for good. */
export type Delivery = { accepted: number; refused: number; dropped: number };
