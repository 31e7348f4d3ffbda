/** The state of one ИОМ: plain JSON, ids, codes, dates and numbers only. Nothing here knows a region, a clock or a database. */
import type { FieldValue, PlannedItem, WordsRef } from './acts.ts';
import type { Process, Ending } from './process.ts';

/** An element of the route. Its outcome and steps come from acts of their own, never from a plan. */
export type Item = PlannedItem & { steps: string[]; outcome?: string };

/** The plan as it stands. `version` is "<number>-<digest>"; the digest covers codes, dates, hours and hashes of words. */
export type Plan = { version: string; items: Item[]; states: Record<string, WordsRef>; deficits: string[] };

export type Actor = { person: string; role: string };

/** `due` is the last instant of the term, UTC; null where the edition names no term. `round` counts how often the duty was opened. */
export type OpenDuty = {
  duty: string;
  round: number;
  opened: string;
  due: string | null;
  answers: Actor[];
  reminders: number;
  overdue: boolean;
  escalatedTo: string[];
};
export type DoneDuty = {
  outcome: string;
  fulfils: boolean;
  on: string;
  by: Actor[];
  round: number;
  planVersion: string;
};

export type MomentKind =
  | 'remind'
  | 'lapse'
  | 'escalate'
  | 'termRemind'
  | 'minimumReached'
  | 'termLapse'
  | 'termEscalate'
  | 'lapseDuty'
  | 'itemsEnd';
/**
 * One instant at which time itself has something to do; `to` is the role an escalation goes to, or the day that ended;
 * `again` counts how often the last link of a chain has been told once more.
 */
export type Moment = { at: string; what: MomentKind; duty?: string; to?: string; again?: number };

export type PendingAmendment = { amendment: string; items: Item[]; by: Actor; from: string };
export type Clock = { started: string; earliestEnd: string | null; latestEnd: string | null };

/** Marks beside the stage; how it ended is the outcome. */
export type Flag =
  | 'overdue'
  | 'escalated'
  | 'termOver'
  | 'termEscalated'
  | 'minimumReached'
  | 'earlyWait'
  | 'suspended'
  | 'mailUndelivered'
  | 'refusedSignal'
  | 'engineFault';

export type Place = { organisation: string; organisationKind: string; municipality: string; region: string };

export type Iom = {
  id: string; // the number people say over the phone, "BSH-2026-000017"
  educator: string;
  staff: string;
  place: Place;
  ownerHolds: string[]; // roles the educator holds at the own organisation
  facts: string[];
  way: string;
  previous: string | null;
  atMost: string | null; // a shorter term than the edition's, given by the successor of a prolongation
  edition: string; // hash of the pinned edition
  process: Process;
  stage: string; // '' until opened
  entered: string; // when this stage began, '' until opened
  open: OpenDuty[];
  done: Record<string, DoneDuty>;
  rounds: Record<string, number>;
  answers: Record<string, Record<string, number>>; // duty → outcome → how often
  assigned: Record<string, string>; // role → person
  formerlyAssigned: Record<string, string[]>;
  plan: Plan;
  overUntil: string; // the last calendar date that is over for this plan's items, '' while none
  recorded: Record<string, Record<string, FieldValue>>; // record → its latest fields (codes, dates, numbers, references)
  participated: string[];
  clock: Clock | null;
  moments: Moment[]; // everything time itself will do, soonest first
  raised: { trigger: string; duty: string }[];
  amendment: PendingAmendment | null;
  milestones: string[];
  flags: Flag[];
  warnings: string[];
  prolongations: number;
  suspended: string | null;
  undelivered: number; // mails refused for good and not sent again since
  refusedSignals: { at: string; act: string; refusal: string; person: string }[]; // the last five
  outcome: Ending | null;
  revision: number; // number of the last entry
  actRevision: number; // raised by people's acts only; the API's ETag
};
