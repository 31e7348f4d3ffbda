/** The law as it stands in the service: every edition there ever was, and one of them whole. */
import type { Regulation } from '../../domain/regulation.ts';
import type { Edition } from '../../prisma/generated/client.ts';
import type { ApiParts } from '../parts.ts';
import { Problem } from '../problems.ts';
import type { Handler } from '../request.ts';

export function regulationRoutes({ prisma }: Pick<ApiParts, 'prisma'>) {
  return {
    listRegulations: async () => {
      const rows = await prisma.edition.findMany({
        orderBy: [{ regionCode: 'asc' }, { from: 'asc' }, { storedAt: 'asc' }],
      });
      return { body: { editions: rows.map(summaryOf) } };
    },
    readRegulation: async ({ params }) => {
      const named = params['edition'] ?? '';
      const row = await prisma.edition.findFirst({
        where: { OR: [{ hash: named }, { name: named }] },
        orderBy: { storedAt: 'desc' },
      });
      if (!row) throw new Problem('notFound');
      return { body: { ...summaryOf(row), regulation: row.regulation }, etag: `"${row.hash}"` };
    },
  } satisfies Record<string, Handler>;
}

function summaryOf({ hash, name, regulation }: Edition) {
  const { region, act, inForce } = regulation as unknown as Regulation;
  return { hash, name, region: { code: region.code, title: region.name }, act, inForce };
}
