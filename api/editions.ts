/** Editions as rows: immutable under their hash, so one look per process is enough. */
import type { Process } from '../domain/process.ts';
import type { Regulation } from '../domain/regulation.ts';
import type { Prisma, PrismaClient } from '../prisma/generated/client.ts';
import type { Edition } from '../regulations/load.ts';

export type PinnedEdition = { hash: string; name: string; regulation: Regulation; process: Process };

/** Puts every edition of the files into the table; what is there already stays. */
export async function storeEditions(prisma: PrismaClient, editions: readonly Edition[]): Promise<void> {
  const data = editions.map(({ hash, file, regulation, process }) => ({
    hash,
    regionCode: regulation.region.code,
    name: nameOf({ file }),
    from: dateOf(regulation.inForce.from),
    until: dateOf(regulation.inForce.until),
    regulation: regulation as unknown as Prisma.InputJsonObject,
    process: process as unknown as Prisma.InputJsonObject,
  }));
  await prisma.edition.createMany({ data, skipDuplicates: true });
}

export function nameOf({ file }: Pick<Edition, 'file'>): string {
  return file.replace(/\.yaml$/, '');
}
function dateOf(date: string | null): Date | null {
  return date === null ? null : new Date(`${date}T00:00:00Z`);
}

const known = new Map<string, PinnedEdition>();

export async function editionOf(prisma: PrismaClient, hash: string): Promise<PinnedEdition> {
  const found = known.get(hash);
  if (found) return found;
  const row = await prisma.edition.findUniqueOrThrow({ where: { hash } });
  const edition = {
    hash,
    name: row.name,
    regulation: row.regulation as unknown as Regulation,
    process: row.process as unknown as Process,
  };
  known.set(hash, edition);
  return edition;
}
