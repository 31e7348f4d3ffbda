/** People as family name and initials, for those who may see the route they belong to. */
import type { PrismaClient } from '../prisma/generated/client.ts';

export type Who = { id: string; initials: string };
type Names = { familyName: string; givenName: string; patronymic: string | null };

export function initialsOf({ familyName, givenName, patronymic }: Names): string {
  const initials = [givenName, patronymic].flatMap((name) => (name ? [`${name.slice(0, 1)}.`] : []));
  return [familyName, ...initials].join('\u00a0');
}

/** Somebody erased keeps an id and loses the name. */
export async function findWho(prisma: PrismaClient, ids: Iterable<string>): Promise<(id: string) => Who> {
  const wanted = [...new Set(ids)];
  const rows = wanted.length > 0 ? await prisma.person.findMany({ where: { id: { in: wanted } } }) : [];
  const initials = new Map(rows.map((row) => [row.id, initialsOf(row)]));
  return (id) => ({ id, initials: initials.get(id) ?? id });
}
