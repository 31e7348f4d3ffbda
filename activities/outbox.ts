/**
 * Who gets a mail, found when it is queued and written with the entry it tells of: a mail exists if and only if the entry
 * does. Nobody gets two mails about one thing for holding two roles, and a duty nobody can do is told to those who repair.
 */
import { randomBytes } from 'node:crypto';
import type { Iom } from '../domain/iom.ts';
import type { Happened, Notice, NoticeKind } from '../domain/notices.ts';
import { findDuty } from '../domain/process.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import { holdersOf } from './holders.ts';
import type { Tx } from './row.ts';

/** `iom` as it stands after the entry; `now` is wall time, by which orders are valid or not. */
export type ToQueue = { iom: Iom; entry: Happened & { revision: number }; notices: Notice[]; now: Date };
type Addressed = Notice & { recipient: string };

/** How many were written: one per person, kind and duty, which the table itself sees to. Repeated, it writes none. */
export async function queueMails(tx: Tx, { iom, entry, notices, now }: ToQueue): Promise<number> {
  if (notices.length === 0) return 0;
  const { repair } = iom.process;
  const holders = await holdersOf(tx, iom, [...notices.map(({ role }) => role), ...repair.by], now);
  const all = [...notices, ...unstaffed(iom, notices, holders)].flatMap((notice) => addressed(notice, holders));
  const mails = withoutEcho(all.filter((mail) => !isOwnAct(mail, entry))).map((mail) =>
    rowOf(mail, iom.id, entry.revision, now),
  );
  const { count } = await tx.mail.createMany({ data: mails, skipDuplicates: true });
  return count;
}

/** An administrator has the address put right and asks for another try. */
export async function requeueRefused(tx: Tx, iom: string): Promise<number> {
  const again = { state: 'queued', settledAt: null, lastAnswer: null } as const;
  const { count } = await tx.mail.updateMany({ where: { iomId: iom, state: 'refused' }, data: again });
  return count;
}

function addressed(notice: Notice, holders: Map<string, string[]>): Addressed[] {
  const people = notice.person ? [notice.person] : (holders.get(notice.role) ?? []);
  return people.map((recipient) => ({ ...notice, recipient }));
}

/** A joint duty lacks everybody who is missing; of several who may do a duty one is enough. */
function unstaffed({ process }: Iom, notices: Notice[], holders: Map<string, string[]>): Notice[] {
  const asked = notices.filter(
    ({ kind, duty }) => duty && (kind === 'dutyOpened' || kind === 'returned' || kind === 'lapsed'),
  );
  const vacant = (role: string) => (holders.get(role) ?? []).length === 0;
  const duties = [...new Set(asked.flatMap(({ duty }) => duty ?? []))];
  return duties.flatMap((id) => {
    const mine = asked.filter(({ duty }) => duty === id);
    const lacking = mine.map(({ role }) => role).filter(vacant);
    const joint = findDuty(process, id)?.byAll !== undefined;
    const [first] = mine;
    if (!first || lacking.length === 0 || (!joint && lacking.length < mine.length)) return [];
    const about = { ...first.about, late: lacking };
    return process.repair.by.map((role): Notice => ({ ...first, kind: 'unstaffed', role, about }));
  });
}

/** People are not told of what they have just done themselves. */
function isOwnAct({ kind, recipient }: Addressed, { by }: Happened): boolean {
  return recipient === by?.person && ownKnown.has(kind);
}
const ownKnown: ReadonlySet<NoticeKind> = new Set([
  'opened',
  'verdictGiven',
  'done',
  'assigned',
  'unassigned',
  'amended',
  'amendmentDropped',
  'proposed',
  'noticed',
  'itemFailed',
  'suspended',
  'resumed',
  'prolonged',
]);

/** Whoever has to act again learns of the refusal from that very mail. */
function withoutEcho(mails: Addressed[]): Addressed[] {
  const returned = mails.filter(({ kind }) => kind === 'returned');
  const learns = ({ recipient, duty }: Addressed): boolean =>
    returned.some((each) => each.recipient === recipient && each.about['because'] === duty);
  return mails.filter((mail) => mail.kind !== 'verdictRefused' || !learns(mail));
}

function rowOf(
  { kind, role, duty = '', round = 0, about, recipient, person }: Addressed,
  iomId: string,
  revision: number,
  createdAt: Date,
): Prisma.MailCreateManyInput {
  const id = `m-${randomBytes(12).toString('hex')}`;
  const personal = person ? { personal: true } : {};
  return {
    id,
    iomId,
    revision,
    kind,
    duty,
    round,
    recipientId: recipient,
    role,
    about: { ...about, ...personal },
    messageId: id,
    createdAt,
  };
}
