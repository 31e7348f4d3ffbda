/** Whom the route waits for: every role that still owes something, since when, until when, and whether it holds the route. */
import { findOpen, stageNow } from './duties.ts';
import type { Iom } from './iom.ts';
import { missingRoles, standInsFor } from './permit.ts';
import { getDuty } from './process.ts';
import { rulesHold } from './rules.ts';

export type Waiting = {
  role: string;
  duty: string;
  since: string;
  due: string | null;
  blocking: boolean;
  person?: string;
};

/** The items themselves are no duty of the edition, and yet what most routes wait for most of the time. */
export const carryingOut = 'carryingOut';

/** Nobody while the route is suspended or closed. Duties that are optional are owed by nobody. */
export function waitingFor(iom: Iom): Waiting[] {
  if (iom.suspended || iom.outcome || iom.stage === '') return [];
  return [...owed(iom), ...carrying(iom)];
}

function owed(iom: Iom): Waiting[] {
  return iom.open.flatMap(({ duty: id, opened, due }) => {
    const duty = getDuty(iom.process, id);
    if (duty.need === 'optional') return [];
    const blocking = duty.need === 'required' && !isDone(iom, id);
    if (duty.repeats && isDone(iom, id)) return [];
    return missingRoles(iom, duty).map((role) => waiting(iom, { role, duty: id, since: opened, due, blocking }));
  });
}

function carrying(iom: Iom): Waiting[] {
  const { carryingOut: work } = stageNow(iom);
  if (!work || rulesHold(iom, work.until)) return [];
  const due = iom.clock?.latestEnd ?? null;
  return standInsFor(iom, work.by).map((role) =>
    waiting(iom, { role, duty: carryingOut, since: iom.entered, due, blocking: true }),
  );
}

function isDone(iom: Iom, duty: string): boolean {
  return findOpen(iom, duty) !== undefined && iom.done[duty]?.fulfils === true;
}

function waiting(iom: Iom, owes: Waiting): Waiting {
  const owner = iom.process.roles[owes.role]?.heldBy === 'owner';
  const person = owner ? iom.educator : iom.assigned[owes.role];
  return person ? { ...owes, person } : owes;
}
