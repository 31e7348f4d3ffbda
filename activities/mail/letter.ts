/** What one mail says, before it is laid out as text and as HTML; and what is known when it is written. */
import type { Notice } from '../../domain/notices.ts';
import type { Iom, OpenDuty } from '../../domain/iom.ts';
import type { Regulation } from '../../domain/regulation.ts';
import { initialsOf, oneLine } from './one-line.ts';
import type { PersonName } from './one-line.ts';

/** `iom` as it stands now, not as it stood when the mail was queued: a mail that was late still says what is true. */
export type Subject = { notice: Notice; iom: Iom; educator: PersonName; regulation: Regulation };

/** `lead` is the first line. `rows` are labelled facts, `notes` whole sentences after them. */
export type Letter = { subject: string; lead: string; rows: [label: string, value: string][]; notes: string[] };

export function nameOf({ iom, educator }: Subject): string {
  return `ИОМ ${iom.id} (${initialsOf(educator)})`;
}

export function roleTitle({ regulation }: Subject, role: string): string {
  return oneLine(regulation.roles[role]?.title ?? role);
}

export function roleTitles(subject: Subject, roles: unknown): string {
  return Array.isArray(roles) ? roles.map((role) => roleTitle(subject, String(role))).join(', ') : '';
}

type SpokenDuty = Regulation['stages'][number]['duties'][number];

export function spokenDuty({ regulation }: Subject, id: string | undefined): SpokenDuty | undefined {
  return regulation.stages.flatMap(({ duties }) => duties).find(({ duty }) => duty === id);
}

export function dutyTitle(subject: Subject, id: string | undefined): string {
  return oneLine(spokenDuty(subject, id)?.title ?? id ?? '');
}

/** An answer the edition does not name is the plain one: six kinds of verdict, six different words. */
export function outcomeTitle(subject: Subject, id: string | undefined, outcome: unknown): string {
  const duty = spokenDuty(subject, id);
  const named = duty?.outcomes[String(outcome)];
  if (named) return oneLine(named.title);
  return duty?.verdict ? verdictWords[duty.verdict] : 'исполнено';
}
const verdictWords: Record<NonNullable<SpokenDuty['verdict']>, string> = {
  AGREE: 'согласовано',
  APPROVE: 'утверждено',
  CONFIRM: 'подтверждено',
  ACKNOWLEDGE: 'ознакомление подтверждено',
  REFER: 'направлено на обучение',
  SIGN: 'подписано',
};

export function findOpen({ iom, notice }: Subject): OpenDuty | undefined {
  return iom.open.find(({ duty }) => duty === notice.duty);
}
