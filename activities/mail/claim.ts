/**
 * One mail is in one hand at a time. A claim lasts two minutes, longer than any try to send (a minute), and is kept in the
 * row, so that no connection to the database is held while the mail server thinks. Who dies with a mail in hand leaves it
 * to be sent again under the same Message-ID.
 *
 * While a mail is queued, `settled_at` holds the instant until which it is in hand; afterwards, when it was settled.
 */
import type { PrismaClient } from '../../prisma/generated/client.ts';

/** By the clock of the database: workers may differ. */
export async function claim(prisma: PrismaClient, mail: string): Promise<boolean> {
  const taken = await prisma.$executeRaw`
    UPDATE mails SET attempts = attempts + 1, settled_at = now() + interval '2 minutes'
    WHERE id = ${mail} AND state = 'queued' AND (settled_at IS NULL OR settled_at <= now())`;
  return taken === 1;
}

/** Not sent this time, and free for the next try. */
export async function release(prisma: PrismaClient, mail: string, answer: string): Promise<void> {
  await prisma.mail.updateMany({ where: { id: mail, state: 'queued' }, data: { settledAt: null, lastAnswer: answer } });
}

export type Settled = { state: 'accepted' | 'refused' | 'dropped'; answer: string; at: Date };

export async function settle(prisma: PrismaClient, mail: string, { state, answer, at }: Settled): Promise<void> {
  await prisma.mail.updateMany({
    where: { id: mail, state: 'queued' },
    data: { state, lastAnswer: answer, settledAt: at },
  });
}
