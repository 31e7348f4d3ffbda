/** One mail of the outbox with everything that is known about it at this moment. */
import type { Iom } from '../../domain/iom.ts';
import type { About, Notice, NoticeKind } from '../../domain/notices.ts';
import type { Regulation } from '../../domain/regulation.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { holdersOf } from '../holders.ts';
import { fromSnapshot, processOfEdition } from '../row.ts';
import type { PersonName } from './one-line.ts';
import { reasonToDrop } from './still-worth-sending.ts';
import type { DropReason, Waiting } from './still-worth-sending.ts';

export type MailAtHand = {
  id: string;
  messageId: string;
  address: string;
  iom: Iom;
  notice: Notice;
  educator: PersonName;
  regulation: Regulation;
  drop: DropReason | null;
};

const include = {
  recipient: { select: { email: true, dismissedAt: true } },
  iom: {
    select: {
      snapshot: true,
      editionHash: true,
      educator: { select: { familyName: true, givenName: true, patronymic: true } },
    },
  },
} as const;

export async function readMail(prisma: PrismaClient, id: string, now: Date): Promise<MailAtHand> {
  const row = await prisma.mail.findUniqueOrThrow({ where: { id }, include });
  const iom = fromSnapshot(row.iom.snapshot, await processOfEdition(prisma, row.iom.editionHash));
  const mail = { ...row, kind: row.kind as NoticeKind, about: row.about as About };
  const drop = row.recipient.dismissedAt ? 'recipientDismissed' : await reasonNow(prisma, mail, iom, now);
  return {
    id,
    messageId: row.messageId,
    address: row.recipient.email,
    iom,
    notice: noticeOf(mail),
    educator: row.iom.educator,
    regulation: await regulationOf(prisma, row.iom.editionHash),
    drop,
  };
}

type Row = Waiting & { iomId: string; recipientId: string; about: About };

/** Whoever no longer holds the role may not read about the route any more, unless the mail is about that very loss. */
async function reasonNow(prisma: PrismaClient, mail: Row, iom: Iom, now: Date): Promise<DropReason | null> {
  const { iomId, recipientId, duty, round, revision } = mail;
  const others = await prisma.mail.findMany({
    where: { iomId, recipientId, duty, round, revision: { gt: revision }, state: { in: ['queued', 'accepted'] } },
    select: { kind: true, duty: true, round: true, role: true, revision: true },
  });
  const worthless = reasonToDrop(mail, iom, others as Waiting[]);
  if (worthless || mail.about['personal']) return worthless;
  const holders = await holdersOf(prisma, iom, [mail.role], now);
  return holders.get(mail.role)?.includes(recipientId) ? null : 'roleEnded';
}

function noticeOf({ kind, role, duty, round, about }: Row): Notice {
  return { kind, role, ...(duty && { duty }), ...(round && { round }), about };
}

const regulations = new Map<string, Regulation>();

/** Immutable under its hash, like the process part. */
async function regulationOf(prisma: PrismaClient, hash: string): Promise<Regulation> {
  const known = regulations.get(hash);
  if (known) return known;
  const { regulation } = await prisma.edition.findUniqueOrThrow({ where: { hash }, select: { regulation: true } });
  regulations.set(hash, regulation as unknown as Regulation);
  return regulation as unknown as Regulation;
}
