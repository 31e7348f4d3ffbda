/** Small changes of state that several events share. */
import type { Flag, Iom, Moment } from './iom.ts';

export function soonestFirst(moments: Moment[]): Moment[] {
  return moments.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

export function raise(flags: Flag[], flag: Flag): Flag[] {
  return flags.includes(flag) ? flags : [...flags, flag];
}

export function lower(flags: Flag[], ...gone: Flag[]): Flag[] {
  return flags.filter((each) => !gone.includes(each));
}

/** Moments of the route's own term, as against those of one duty or of an item's last day. */
export function isOfTheTerm({ what }: Moment): boolean {
  return ['termRemind', 'minimumReached', 'termLapse', 'termEscalate', 'lapseDuty'].includes(what);
}

/** Flags that merely sum up the open duties are worked out, never kept by hand. */
export function withDutyFlags(iom: Iom): Iom {
  const escalated = iom.open.some((duty) => duty.escalatedTo.length > 0) || iom.flags.includes('termEscalated');
  const overdue = iom.open.some((duty) => duty.overdue) || iom.flags.includes('termOver');
  const flags = lower(iom.flags, 'overdue', 'escalated');
  if (overdue) flags.push('overdue');
  if (escalated) flags.push('escalated');
  return { ...iom, flags };
}

/** The duty that time will open after a lapse is not one of these: its moment belongs to the route's term. */
export function closeDuties(iom: Iom, duties: string[]): Iom {
  return withDutyFlags({
    ...iom,
    open: iom.open.filter((each) => !duties.includes(each.duty)),
    moments: iom.moments.filter(({ what, duty }) => what === 'lapseDuty' || !duty || !duties.includes(duty)),
  });
}

export function without<T>(record: Record<string, T>, keys: string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}
