/**
 * What happened to an ИОМ. A stored event type keeps its meaning for ever; another meaning is another name.
 * `basis` is the clause the event rests on. Dates are worked out by `dated` when the event is written down, never on a replay.
 */
import type { Actor, Item, Moment, PendingAmendment, Plan } from './iom.ts';
import type { ActName, FieldValue, OwnActName, WordsRef } from './acts.ts';
import type { Ending, Successor } from './process.ts';

/** `atLast` are those who repair: whatever a chain did not move comes before them, weekly. */
export type Spelled = {
  term: string;
  remind: string[];
  escalate?: { first: string; every: string; to: string[]; atLast: string[] };
};
/** What a pause moved: every date that is a term, by whole days; `dues` by duty. */
export type Shifted = {
  moments: Moment[];
  dues: Record<string, string>;
  earliestEnd: string | null;
  latestEnd: string | null;
};
export type ItemEnds = { over: string; moments: Moment[] };

export type IomEvent = { basis?: string } & (
  | { event: 'opened'; way: string; by: Actor }
  | { event: 'stageEntered'; stage: string }
  | {
      event: 'dutyOpened';
      duty: string;
      round: number;
      within: Spelled | null;
      dates: { due: string; moments: Moment[] } | null;
    }
  | {
      event: 'dutyAnswered';
      duty: string;
      round: number;
      by: Actor;
      outcome: string;
      planVersion: string;
      comment?: WordsRef;
      outside?: { on: string; order?: string | undefined };
      enteredBy?: Actor;
    }
  | { event: 'dutyFulfilled'; duty: string; by: Actor[]; outcome: string; fulfils: boolean }
  | { event: 'returned'; duty: string; to: string; reopened: string[]; stage: string }
  | { event: 'planSubmitted'; plan: Plan; ends: ItemEnds | null }
  | { event: 'recorded'; record: string; by: Actor; fields: Record<string, FieldValue> }
  | { event: 'assigned'; people: Record<string, string>; order?: string | undefined }
  | { event: 'participated'; by: Actor; about: string; comment?: WordsRef }
  | {
      event: 'itemCompleted';
      item: string;
      outcome: string;
      by: Actor;
      fields: Record<string, FieldValue>;
      comment?: WordsRef;
    }
  | { event: 'itemStepped'; item: string; step: string; by: Actor }
  | { event: 'itemsReordered'; items: string[] }
  | { event: 'triggered'; trigger: string; duty: string }
  | { event: 'amendmentProposed'; amendment: PendingAmendment; comment?: WordsRef }
  | { event: 'amended'; amendment: string; version: string; items: Item[]; ends: ItemEnds | null }
  | { event: 'amendmentDropped'; amendment: string }
  | { event: 'clockStarted'; dates: { earliestEnd: string | null; latestEnd: string; moments: Moment[] } | null }
  | { event: 'clockStopped' }
  | { event: 'minimumReached' }
  | { event: 'minimumOverridden'; by: Actor; comment?: WordsRef }
  | { event: 'earlyWaitBegan' }
  | { event: 'earlyWaitEnded' }
  | { event: 'reminded'; duty?: string }
  | { event: 'lapsed'; duty: string }
  | { event: 'escalated'; duty?: string; to: string; again?: number; next?: Moment | null }
  | { event: 'escalationSkipped'; duty?: string; to: string; why: 'vacant' | 'owner' | 'late' }
  | { event: 'termLapsed' }
  | { event: 'itemsEnded'; day: string }
  | { event: 'told'; roles: string[]; about: string }
  | { event: 'warned'; rule: string; problems: string[] }
  | { event: 'milestoneReached'; milestone: string }
  | { event: 'prolonged'; by: Actor; term: string; dates: { latestEnd: string; moments: Moment[] } | null }
  | { event: 'termMoved'; duty: string; by: Actor; due: string; dates: { due: string; moments: Moment[] } | null }
  | { event: 'suspended'; by: Actor }
  | { event: 'resumed'; by: Actor; dates: Shifted | null }
  | { event: 'successorProposed'; successor: Successor; items: string[] }
  | { event: 'mailUndelivered'; mails: number }
  | { event: 'mailRetried'; by: Actor }
  | { event: 'mailDelivered' }
  | { event: 'signalRefused'; of: string; refusal: string; person: string }
  | { event: 'engineFault' }
  | { event: 'closed'; outcome: Ending; by?: Actor; comment?: WordsRef }
);
export type EventName = IomEvent['event'];
export type EventOf<N extends EventName> = Extract<IomEvent, { event: N }>;

export type Door = 'api' | 'temporal' | 'route';

/**
 * One accepted act and what it led to: the unit that is written down, numbered, hashed and replayed.
 * `at` is the route's own time (UTC). `mails` tells the route that something waits in the outbox.
 */
export type Entry = {
  revision: number;
  at: string;
  act: ActName | OwnActName;
  by: Actor | null;
  door: Door;
  events: IomEvent[];
  mails: number;
};
