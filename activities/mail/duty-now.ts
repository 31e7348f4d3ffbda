/** How a duty stands now: open in which round, and whether its term has passed. */
import type { Iom, OpenDuty } from '../../domain/iom.ts';

/** 0 when it is not open, or stays open only because it may be done again. */
export function roundOf(iom: Iom, duty: string): number {
  return iom.done[duty]?.fulfils ? 0 : (find(iom, duty)?.round ?? 0);
}

export function hasLapsed(iom: Iom, duty: string): boolean {
  return find(iom, duty)?.overdue === true;
}

function find(iom: Iom, id: string): OpenDuty | undefined {
  return iom.open.find(({ duty }) => duty === id);
}
