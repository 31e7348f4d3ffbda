/**
 * `record` decides and writes: the one place where an ИОМ changes.
 *
 * One transaction locks the row, authorises, decides, dates and appends. It is safe to repeat: an act key that is
 * already in the record gets its first answer, and a workflow that has fallen behind gets the entries it lacks.
 */
import { createHash } from 'node:crypto';
import type { Act, AnyAct, OwnAct } from '../domain/acts.ts';
import { Act as ActSchema } from '../domain/acts.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import { carryOut } from '../domain/carry-out.ts';
import { decide } from '../domain/decide.ts';
import type { Door, Entry } from '../domain/events.ts';
import type { Actor, Iom } from '../domain/iom.ts';
import { noticesOf } from '../domain/notices.ts';
import type { Answer, Recorded, ToRecord } from '../domain/recorded.ts';
import type { Refusal } from '../domain/refusals.ts';
import { isRefusal, refuse } from '../domain/refusals.ts';
import { opensTemporalDoor } from '../domain/temporal-door.ts';
import { writeDown } from '../domain/write-down.ts';
import type { Prisma, PrismaClient } from '../prisma/generated/client.ts';
import { actDigest } from '../proof/act-digest.ts';
import { verifyProof } from '../proof/act-proof.ts';
import { answerGiven } from '../proof/answer-given.ts';
import { authorise } from './authorise.ts';
import { writeOpenDuties } from './open-duties.ts';
import { queueMails, requeueRefused } from './outbox.ts';
import type { LockedRow, Tx } from './row.ts';
import { entriesAfter, fromSnapshot, lockRow, processOfEdition, toSnapshot } from './row.ts';
import { attachWords, refuseUnknownWords } from './words.ts';

export type RecordParts = { prisma: PrismaClient; clock: () => Date; proofKeys: readonly string[] };

export function createRecord({ prisma, clock, proofKeys }: RecordParts): (asked: ToRecord) => Promise<Recorded> {
  return (asked) => prisma.$transaction((tx) => recordIn(tx, asked, clock(), proofKeys));
}

async function recordIn(tx: Tx, asked: ToRecord, instant: Date, proofKeys: readonly string[]): Promise<Recorded> {
  const row = await lockRow(tx, asked.iom);
  if (row.revision > asked.expected) return { entries: await entriesAfter(tx, asked.iom, asked.expected) };
  if (row.revision < asked.expected) {
    throw new Error(
      `${asked.iom}: the row stands at ${row.revision}, the route at ${asked.expected}; an older database was restored`,
    );
  }
  const given = await findAnswer(tx, asked);
  if (given) return { entries: [], answer: given };
  const iom = fromSnapshot(row.snapshot, await processOfEdition(tx, row.editionHash));
  const door = doorOf(asked, proofKeys);
  if (isRefusal(door)) return refused(tx, asked, 'temporal', door, instant);
  const decision = await judge(tx, iom, asked, door.door, instant);
  if (isRefusal(decision)) return refused(tx, asked, door.door, decision, instant);
  return written(tx, { row, iom, asked, door: door.door, events: decision.events, instant });
}

async function findAnswer(tx: Tx, { iom, act }: ToRecord): Promise<Answer | null> {
  const where = { iomId_key: { iomId: iom, key: act.key } };
  const entry = await tx.entry.findUnique({ where });
  const refusal = await tx.refusedAct.findUnique({ where });
  return answerGiven(act, { entry, refused: refusal });
}

/** A proof is put on by the API alone. An act without one came through Temporal; one with a wrong one came from nowhere. */
function doorOf({ iom, act }: ToRecord, keys: readonly string[]): { door: Door } | Refusal {
  if (!isHuman(act)) return { door: 'route' };
  if (act.proof === undefined) return { door: 'temporal' };
  return verifyProof({ iom, act, keys }) ? { door: 'api' } : refuse('proofInvalid');
}

function isHuman(act: AnyAct): act is Act {
  return 'by' in act;
}

async function judge(
  tx: Tx,
  iom: Iom,
  { act, now }: ToRecord,
  door: Door,
  instant: Date,
): Promise<ReturnType<typeof decide>> {
  if (!isHuman(act)) return decide(iom, await ofKnownPerson(tx, act), now);
  const parsed = ActSchema.safeParse(act);
  if (!parsed.success)
    return refuse(
      'malformed',
      undefined,
      parsed.error.issues.map(({ path }) => path.join('.')),
    );
  if (door === 'temporal' && !opensTemporalDoor(iom, act))
    return refuse('notThroughThisDoor', iom.process.repair.basis);
  const unauthorised = await authorise(tx, iom, parsed.data, instant);
  const decision = decide(iom, parsed.data, now);
  if (unauthorised) return isRefusal(decision) && tellsMore.has(decision.refusal) ? decision : unauthorised;
  if (isRefusal(decision)) return decision;
  return (await refuseUnknownWords(tx, iom.id, act.by.person, act)) ?? decision;
}
/** A signal may name anybody, in anything that looks like an id: only somebody who is there is written down. */
async function ofKnownPerson(tx: Tx, act: OwnAct): Promise<OwnAct> {
  if (act.act !== 'noteRefusedSignal') return act;
  const known = await tx.person.findUnique({ where: { id: act.person }, select: { id: true } });
  return known ? act : { ...act, person: 'unknown' };
}
/** Where the edition itself says why this person may not, that says more than "does not hold the role". */
const tellsMore: ReadonlySet<string> = new Set(['ownIom', 'notYourRole', 'notAssigned', 'routeClosed']);

async function refused(tx: Tx, { iom, act }: ToRecord, door: Door, refusal: Refusal, at: Date): Promise<Recorded> {
  if (isHuman(act)) {
    await tx.refusedAct.create({
      data: {
        iomId: iom,
        key: act.key,
        digest: actDigest(act),
        act: act.act,
        person: act.by.person,
        door,
        refusal: refusal,
        at,
      },
    });
  }
  return { entries: [], answer: { refused: refusal } };
}

type ToWrite = { row: LockedRow; iom: Iom; asked: ToRecord; door: Door; events: Entry['events']; instant: Date };

async function written(tx: Tx, { row, iom, asked, door, events, instant }: ToWrite): Promise<Recorded> {
  const { act, now } = asked;
  if (events.length === 0 && !isHuman(act)) return { entries: [], answer: { accepted: revisionsOf(iom) } };
  const by: Actor | null = isHuman(act) ? { person: act.by.person, role: act.by.role } : null;
  const dated = writeDown(iom, events, now, sha256);
  const entry: Entry = { revision: iom.revision + 1, at: now, act: act.act, by, door, events: dated.events, mails: 0 };
  const after = carryOut(iom, entry);
  entry.mails = await mailsOf(tx, iom, after, entry, instant);
  await append(tx, { row, asked, entry, after, instant });
  await writeOpenDuties(tx, after);
  await attachWords(tx, act, entry.revision, instant);
  return { entries: [entry], answer: { accepted: revisionsOf(after) } };
}

async function mailsOf(tx: Tx, before: Iom, after: Iom, entry: Entry, instant: Date): Promise<number> {
  const queued = await queueMails(tx, { iom: after, entry, notices: noticesOf(before, after, entry), now: instant });
  return entry.act === 'retryMail' ? queued + (await requeueRefused(tx, after.id)) : queued;
}

async function append(
  tx: Tx,
  { row, asked, entry, after, instant }: { row: LockedRow; asked: ToRecord; entry: Entry; after: Iom; instant: Date },
): Promise<void> {
  const { iom: id, act } = asked;
  const hash = sha256(`${row.chainHash}${canonicalJson(entry)}`);
  await tx.entry.create({
    data: {
      iomId: id,
      revision: entry.revision,
      at: entry.at,
      recordedAt: instant,
      act: entry.act,
      byPerson: entry.by?.person ?? null,
      byRole: entry.by?.role ?? null,
      door: entry.door,
      key: act.key,
      digest: actDigest(act),
      actRevision: after.actRevision,
      events: entry.events,
      mails: entry.mails,
      hash,
    },
  });
  const { count } = await tx.iom.updateMany({
    where: { id, revision: row.revision },
    data: rowAfter(after, hash, instant),
  });
  if (count !== 1) throw new Error(`${id}: the row moved while it was held`);
}

function rowAfter(iom: Iom, chainHash: string, instant: Date): Prisma.IomUpdateManyMutationInput {
  return {
    snapshot: toSnapshot(iom),
    stage: iom.stage,
    flags: iom.flags,
    outcome: iom.outcome,
    revision: iom.revision,
    actRevision: iom.actRevision,
    chainHash,
    state: iom.outcome ? 'closed' : 'running',
    ...(iom.revision === 1 && { openedAt: instant }),
    ...(iom.outcome && { openFor: null, closedAt: instant }),
  };
}

function revisionsOf({ revision, actRevision }: Iom): { revision: number; actRevision: number } {
  return { revision, actRevision };
}
function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
