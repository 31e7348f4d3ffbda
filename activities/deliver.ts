/**
 * `deliver` sends everything in the outbox of one route, in order, each mail with a state of its own. What the server
 * refuses for good is settled; what failed for the moment stays queued, the others go on, and at the end the activity fails
 * so that Temporal tries again. Its errors name counts and codes: no address ever reaches Temporal.
 */
import type { Delivery } from '../domain/recorded.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import { claim, release, settle } from './mail/claim.ts';
import { readMail } from './mail/read-mail.ts';
import { sendMail } from './mail/send-mail.ts';
import type { SendParts } from './mail/send-mail.ts';

export type DeliverParts = SendParts & { prisma: PrismaClient; clock: () => Date };
type Result = { state: 'accepted' | 'refused' | 'dropped' | 'waiting' | 'settledElsewhere'; answer: string };

/** Well within the five minutes an attempt has (workflows/deliver-mail.ts). */
const attemptLasts = 3 * 60_000;

export function createDeliver(parts: DeliverParts): (iom: string) => Promise<Delivery> {
  return async function deliver(iom) {
    const results: Result[] = [];
    const until = performance.now() + attemptLasts;
    for (const mail of await queuedMails(parts.prisma, iom)) {
      const late = performance.now() > until;
      results.push(late ? { state: 'waiting', answer: 'next attempt' } : await deliverOne(parts, mail));
    }
    const waiting = results.filter(({ state }) => state === 'waiting');
    if (waiting.length > 0)
      throw new Error(`${iom}: ${waiting.length} of ${results.length} mails wait (${tally(waiting)})`);
    const count = (wanted: Result['state']): number => results.filter(({ state }) => state === wanted).length;
    return {
      accepted: count('accepted'),
      refused: await refusedAndUntold(parts.prisma, iom),
      dropped: count('dropped'),
    };
  };
}

async function queuedMails(prisma: PrismaClient, iom: string): Promise<string[]> {
  const rows = await prisma.mail.findMany({
    where: { iomId: iom, state: 'queued' },
    orderBy: [{ revision: 'asc' }, { id: 'asc' }],
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

async function deliverOne(parts: DeliverParts, id: string): Promise<Result> {
  const { prisma, clock } = parts;
  if (!(await claim(prisma, id))) return inOtherHands(prisma, id);
  const result = await readAndSend(parts, id);
  if (result.state === 'waiting' || result.state === 'settledElsewhere') await release(prisma, id, result.answer);
  else await settle(prisma, id, { state: result.state, answer: result.answer, at: clock() });
  return result;
}

/** Whatever goes wrong with one mail, its words included, must not keep the others: it waits, and says so by a code. */
async function readAndSend(parts: DeliverParts, id: string): Promise<Result> {
  try {
    const mail = await readMail(parts.prisma, id, parts.clock());
    return mail.drop ? { state: 'dropped', answer: mail.drop } : await sendMail(parts, mail);
  } catch (error) {
    return { state: 'waiting', answer: error instanceof Error ? error.name : 'failed' };
  }
}

async function inOtherHands(prisma: PrismaClient, id: string): Promise<Result> {
  const row = await prisma.mail.findUnique({ where: { id }, select: { state: true } });
  return row?.state === 'queued'
    ? { state: 'waiting', answer: 'in other hands' }
    : { state: 'settledElsewhere', answer: '' };
}

/**
 * Refused for good and not yet in the route's state: a refusal of an attempt that failed because of another mail would
 * otherwise be told to nobody.
 */
async function refusedAndUntold(prisma: PrismaClient, iom: string): Promise<number> {
  const refused = await prisma.mail.count({ where: { iomId: iom, state: 'refused' } });
  const { snapshot } = await prisma.iom.findUniqueOrThrow({ where: { id: iom }, select: { snapshot: true } });
  return Math.max(0, refused - (snapshot as { undelivered: number }).undelivered);
}

function tally(results: Result[]): string {
  const answers = [...new Set(results.map(({ answer }) => answer))];
  return answers.map((answer) => `${answer} × ${results.filter((each) => each.answer === answer).length}`).join(', ');
}
