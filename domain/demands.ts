/** What the content of an act has to satisfy, whatever the act: words, versions, dates. */
import type { Act } from './acts.ts';
import { localDate } from './calendar-dates.ts';
import type { Actor, Iom } from './iom.ts';
import { refuse } from './refusals.ts';
import type { Refusal } from './refusals.ts';
import { isRepairer } from './who-may.ts';

type Worded = Pick<Act, 'by' | 'comment' | 'reason'>;
type Outside = { on: string; order?: string | undefined };

/** Why: in words kept in the database, or, from those who repair (who may be in Temporal without words), a listed reason. */
export function demandWords(iom: Iom, { by, comment, reason }: Worded, basis: string): Refusal | null {
  if (comment) return null;
  if (!isRepairer(iom, by)) return refuse('commentRequired', basis);
  return reason ? null : refuse('reasonRequired', basis);
}

/** People's acts have moved the route on since the caller looked. */
export function demandRevision(iom: Iom, { ifRevision }: Pick<Act, 'ifRevision'>): Refusal | null {
  if (ifRevision === undefined || ifRevision === iom.actRevision) return null;
  return refuse('staleRevision', undefined, [String(ifRevision), String(iom.actRevision)]);
}

/** The plan that was looked at and the plan that stands. */
export function demandVersion(iom: Iom, seen: string | undefined, basis: string): Refusal | null {
  if (seen === undefined || seen === iom.plan.version) return null;
  return refuse('planChanged', basis, [seen, iom.plan.version]);
}

/** The opening of the duty that was looked at and the one that stands. */
export function demandRound(iom: Iom, duty: string, seen: number | undefined, basis: string): Refusal | null {
  const round = iom.rounds[duty] ?? 0;
  if (seen === undefined || seen === round) return null;
  return refuse('otherRound', basis, [String(seen), String(round)]);
}

export function demandPast(iom: Iom, outside: Outside | undefined, now: string, basis: string): Refusal | null {
  if (!outside) return null;
  const today = localDate(now, iom.process.region.timeZone);
  return outside.on > today ? refuse('outsideInFuture', basis, [outside.on, today]) : null;
}

export function outsideOf({ on, order }: Outside): Outside {
  return { on, ...(order && { order }) };
}

/** An actor as it is written down: a person and a role, whatever else came along. */
export function actorOf({ person, role }: Actor): Actor {
  return { person, role };
}
