/** The row of an ИОМ and the state it holds. The process part of the edition is immutable and kept once per hash. */
import type { Entry as EntryRow } from '../prisma/generated/client.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import type { Actor, Iom } from '../domain/iom.ts';
import type { Entry, Door, IomEvent } from '../domain/events.ts';
import type { ActName, OwnActName } from '../domain/acts.ts';
import type { Process } from '../domain/process.ts';

export type Tx = Prisma.TransactionClient;
export type LockedRow = { revision: number; chainHash: string; editionHash: string; snapshot: unknown };

/**
 * Holds the row until the transaction ends: two workers never decide about one ИОМ at the same time. Rows that refer to
 * it (words of the next act) can still be written meanwhile.
 */
export async function lockRow(tx: Tx, iom: string): Promise<LockedRow> {
  const [row] = await tx.$queryRaw<LockedRow[]>`
    SELECT revision, chain_hash AS "chainHash", edition_hash AS "editionHash", snapshot
    FROM ioms WHERE id = ${iom} FOR NO KEY UPDATE`;
  if (!row) throw new Error(`there is no row for ${iom}: it was never reserved, or the database is an older one`);
  return row;
}

const processes = new Map<string, Process>();

/** Editions never change under their hash, so one look per process is enough. */
export async function processOfEdition(tx: Tx, hash: string): Promise<Process> {
  const known = processes.get(hash);
  if (known) return known;
  const { process } = await tx.edition.findUniqueOrThrow({ where: { hash }, select: { process: true } });
  processes.set(hash, process as unknown as Process);
  return process as unknown as Process;
}

export function toSnapshot(iom: Iom): Prisma.InputJsonObject {
  const { process: _, ...state } = iom;
  return state;
}
export function fromSnapshot(snapshot: unknown, process: Process): Iom {
  return { ...(snapshot as Omit<Iom, 'process'>), process };
}

export function toEntry(row: EntryRow): Entry {
  return {
    revision: row.revision,
    at: row.at.toISOString(),
    act: row.act as ActName | OwnActName,
    by: actorOf(row),
    door: row.door as Door,
    events: row.events as unknown as IomEvent[],
    mails: row.mails,
  };
}
function actorOf({ byPerson, byRole }: EntryRow): Actor | null {
  return byPerson && byRole ? { person: byPerson, role: byRole } : null;
}

export async function entriesAfter(tx: Tx, iom: string, revision: number): Promise<Entry[]> {
  const rows = await tx.entry.findMany({
    where: { iomId: iom, revision: { gt: revision } },
    orderBy: { revision: 'asc' },
  });
  return rows.map(toEntry);
}
