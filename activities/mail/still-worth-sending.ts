/** A mail that has waited is looked at again before it goes: nobody is asked for what is done, or reminded twice at once. */
import { hasLapsed, roundOf } from './duty-now.ts';
import { dutyNotices, termNotices } from '../../domain/notices.ts';
import type { NoticeKind } from '../../domain/notices.ts';
import type { Iom } from '../../domain/iom.ts';
import { missingRoles } from '../../domain/permit.ts';
import { getDuty } from '../../domain/process.ts';

export type Waiting = { kind: NoticeKind; duty: string; round: number; role: string; revision: number };
export type DropReason = 'dutyNotOpen' | 'termStopped' | 'superseded' | 'recipientDismissed' | 'roleEnded';

/** `others`: what the same person was or will be sent about the same duty. */
export function reasonToDrop(mail: Waiting, iom: Iom, others: readonly Waiting[]): DropReason | null {
  if (isOneOf(dutyNotices, mail.kind) && !isOwed(mail, iom)) return 'dutyNotOpen';
  if (isOneOf(termNotices, mail.kind) && !iom.clock) return 'termStopped';
  const overtaking = overtakenBy[mail.kind] ?? [];
  return others.some((each) => each.revision > mail.revision && overtaking.includes(each.kind)) ? 'superseded' : null;
}

/** After days without a mail server people get the latest rung, not the whole ladder. */
const overtakenBy: Partial<Record<NoticeKind, readonly NoticeKind[]>> = {
  reminded: ['reminded', 'lapsed', 'termMoved'],
  escalated: ['escalated'],
  termMoved: ['termMoved'],
  termReminded: ['termReminded', 'termLapsed', 'prolonged'],
  termLapsed: ['prolonged'],
  termEscalated: ['termEscalated', 'prolonged'],
};

function isOwed({ kind, duty, round, role }: Waiting, iom: Iom): boolean {
  if (iom.outcome || roundOf(iom, duty) !== round) return false;
  if (kind === 'unstaffed') return true;
  if (kind === 'escalated') return hasLapsed(iom, duty);
  return missingRoles(iom, getDuty(iom.process, duty)).includes(role) && (kind !== 'lapsed' || hasLapsed(iom, duty));
}

function isOneOf(kinds: readonly NoticeKind[], kind: NoticeKind): boolean {
  return kinds.includes(kind);
}
