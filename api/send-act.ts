/**
 * One act on its way: signed, sent as an update under its own key, and its answer waited for. What was answered before
 * is answered again from the record, without asking the route.
 */
import type { WorkflowClient } from '@temporalio/client';
import type { Act } from '../domain/acts.ts';
import type { Accepted, Answer } from '../domain/recorded.ts';
import { refuse } from '../domain/refusals.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import { signAct } from '../proof/act-proof.ts';
import { answerGiven } from '../proof/answer-given.ts';
import { workflowIdOf } from '../domain/workflow-id.ts';
import { actUpdate } from '../workflows/messages.ts';
import type { ApiParts } from './parts.ts';
import { Problem } from './problems.ts';
import { meaningOf } from './temporal-errors.ts';

/** The act itself may take as long as the database is away. */
const tenSeconds = 10_000;
/** A route may go on as a new run again while it is being asked again. */
const tries = 4;

export type Keyed = Act & { key: string };
export type SendParts = Pick<ApiParts, 'prisma' | 'temporal' | 'clock' | 'proofKey' | 'patience'>;
export type Sent = { iom: string; namespace: string; act: Keyed };

export async function sendAct(parts: SendParts, sent: Sent, send = sendUpdate): Promise<Answer> {
  const given = await findAnswer(parts.prisma, sent);
  if (given) return given;
  await demandReachable(parts, sent.act.key);
  const deadline = Date.now() + (parts.patience ?? tenSeconds);
  const signed = { ...sent, act: sign(parts, sent) };
  const client = parts.temporal.clientOf(sent.namespace);
  const withDeadline = () => client.connection.withDeadline(deadline, () => send(client.workflow, signed));
  return onceSent(sent.act.key, settle(parts, sent, withDeadline, tries));
}

/** After sending, a failure of whatever kind says nothing about the act: it may stand in the record. */
export async function onceSent<T>(key: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof Problem ? error : outcomeUnknown(key, error);
  }
}

function sign({ proofKey, clock }: SendParts, { iom, act }: Sent): Keyed {
  return { ...act, proof: signAct({ iom, act, key: proofKey, at: clock().getTime() }) };
}

function sendUpdate(client: WorkflowClient, { iom, act }: Sent): Promise<Accepted> {
  const route = client.getHandle(workflowIdOf(iom));
  return route.executeUpdate(actUpdate(act.act), { args: [act], updateId: act.key });
}

/** A run that went on as another one has lost the update; its key makes it safe to send again. */
async function settle(parts: SendParts, sent: Sent, send: () => Promise<Accepted>, left: number): Promise<Answer> {
  try {
    const accepted = await send();
    // Temporal gives the answer of the first to everybody who comes with its key; the record knows whose act it was
    return (await findAnswer(parts.prisma, sent)) ?? { accepted };
  } catch (error) {
    const meaning = meaningOf(error);
    // what was carried out before a crash is refused when it comes again: the route knows no keys, the record does
    const given = await findAnswer(parts.prisma, sent);
    if (given) return given;
    if (meaning.is === 'unknown') throw outcomeUnknown(sent.act.key);
    if (meaning.is === 'refused') return { refused: meaning.refusal };
    const row = await parts.prisma.iom.findUnique({ where: { id: sent.iom }, select: { state: true, outcome: true } });
    if (row?.state === 'closed') return { refused: refuse('routeClosed', undefined, row.outcome ? [row.outcome] : []) };
    if (left > 1) return settle(parts, sent, send, left - 1);
    throw outcomeUnknown(sent.act.key);
  }
}

export function outcomeUnknown(key: string, cause?: unknown): Problem {
  const operation = `/api/v1/operations/${key}`;
  return new Problem('outcomeUnknown', {
    operation,
    cause,
    headers: { 'Retry-After': '5', Link: `<${operation}>; rel="monitor"` },
  });
}

/** Said only when nothing has been sent: then nothing can have happened. */
export async function demandReachable({ temporal }: Pick<SendParts, 'temporal'>, key: string): Promise<void> {
  if (await temporal.wasReachable()) return;
  throw new Problem('notSent', { operation: `/api/v1/operations/${key}`, headers: { 'Retry-After': '10' } });
}

export async function findAnswer(
  prisma: PrismaClient,
  { iom, act }: Pick<Sent, 'iom' | 'act'>,
): Promise<Answer | null> {
  const where = { iomId_key: { iomId: iom, key: act.key } };
  const [entry, refused] = await Promise.all([
    prisma.entry.findUnique({ where }),
    prisma.refusedAct.findUnique({ where }),
  ]);
  return answerGiven(act, { entry, refused });
}
