/** What happened to one ИОМ, page by page: events with their clauses, words in full, people as initials. */
import type { z } from 'zod';
import type { IomEvent } from '../domain/events.ts';
import type { Entry, PrismaClient } from '../prisma/generated/client.ts';
import type { PlanView, TimelinePage } from './answers.ts';
import { findWho } from './people.ts';
import { clauseOf } from './problems.ts';
import type { Route } from './route.ts';
import { titlesOf } from '../domain/titles.ts';
import { actorView } from './views.ts';
import { referencesIn, withTexts } from './words.ts';

type Page = { limit: number; after: number };

export async function timelinePage(
  prisma: PrismaClient,
  route: Route,
  { limit, after }: Page,
): Promise<z.infer<typeof TimelinePage>> {
  const { row, edition } = route;
  const rows = await prisma.entry.findMany({
    where: { iomId: row.id, revision: { gt: after } },
    orderBy: { revision: 'asc' },
    take: limit + 1,
  });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const further =
    rows.length > limit && last ? `/api/v1/ioms/${row.id}/timeline?limit=${limit}&after=${last.revision}` : null;
  return {
    iom: row.id,
    timeZone: edition.process.region.timeZone,
    entries: await entryViews(prisma, route, shown),
    next: further,
  };
}

async function entryViews(prisma: PrismaClient, { edition }: Route, rows: Entry[]) {
  const { roles } = titlesOf(edition.regulation);
  const who = await findWho(
    prisma,
    rows.flatMap(({ byPerson }) => byPerson ?? []),
  );
  const texts = await textsIn(
    prisma,
    rows.map(({ events }) => events),
  );
  return rows.map((row) => ({
    revision: row.revision,
    at: row.at.toISOString(),
    act: row.act,
    by: row.byPerson && row.byRole ? actorView({ person: row.byPerson, role: row.byRole }, roles, who) : null,
    door: row.door as 'api' | 'temporal' | 'route',
    events: (row.events as unknown as IomEvent[]).map((event) => eventView(event, texts)),
  }));
}

function eventView({ basis, ...event }: IomEvent, texts: Texts) {
  const clause = clauseOf(basis);
  return { ...(withTexts(event, texts) as { event: string }), ...(clause && { clause }) };
}

type Texts = ReadonlyMap<string, string | null>;

async function textsIn(prisma: PrismaClient, value: unknown): Promise<Texts> {
  const ids = referencesIn(value).map(({ words }) => words);
  const rows =
    ids.length > 0 ? await prisma.words.findMany({ where: { id: { in: ids } }, select: { id: true, text: true } }) : [];
  return new Map(rows.map(({ id, text }) => [id, text]));
}

export async function planView(prisma: PrismaClient, { iom }: Route): Promise<z.infer<typeof PlanView>> {
  const { version, items, states, deficits } = iom.plan;
  const amendment = iom.amendment && { amendment: iom.amendment.amendment, items: iom.amendment.items };
  const view = { items, states, deficits, amendment };
  const texts = await textsIn(prisma, view);
  const { timeZone } = iom.process.region;
  return {
    iom: iom.id,
    timeZone,
    version,
    ...(withTexts(view, texts) as Omit<z.infer<typeof PlanView>, 'iom' | 'timeZone' | 'version'>),
  };
}
