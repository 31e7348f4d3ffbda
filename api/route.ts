/** One ИОМ as the caller may see it. Whoever has nothing to do with it gets the answer for a number that does not exist. */
import type { Iom } from '../domain/iom.ts';
import type { Standing } from '../domain/standing.ts';
import { actingRoles, standingOf } from '../domain/standing.ts';
import type { Iom as IomRow, Prisma, PrismaClient } from '../prisma/generated/client.ts';
import type { PinnedEdition } from './editions.ts';
import { editionOf } from './editions.ts';
import { Problem } from './problems.ts';
import type { Caller } from './request.ts';

export type Route = { row: IomRow; iom: Iom; edition: PinnedEdition; standing: Standing };
export type ReadParts = { prisma: PrismaClient; clock: () => Date };

export async function getRoute({ prisma, clock }: ReadParts, caller: Caller, id: string): Promise<Route> {
  const route = await findRoute(prisma, id);
  if (!route) throw new Problem('notFound');
  const standing = standingOf(route.iom, caller, clock().toISOString());
  if (actingRoles(standing).length === 0) throw new Problem('notFound');
  return { ...route, standing: standing.filter(({ relation }) => relation !== 'former') };
}

export async function findRoute(prisma: PrismaClient, id: string): Promise<Omit<Route, 'standing'> | null> {
  const row = await prisma.iom.findUnique({ where: { id } });
  if (!row) return null;
  const edition = await editionOf(prisma, row.editionHash);
  return { row, edition, iom: { ...(row.snapshot as unknown as Omit<Iom, 'process'>), process: edition.process } };
}

/** The state without the edition, which is kept once under its hash. */
export function snapshotOf(iom: Iom): Prisma.InputJsonObject {
  const { process: _, ...state } = iom;
  return state;
}

/** Begins with what If-Match is about (acts of people); changes with everything, so that a cached answer is never stale. */
export function etagOf({ actRevision, revision }: Pick<IomRow, 'actRevision' | 'revision'>): string {
  return `"${actRevision}.${revision}"`;
}
