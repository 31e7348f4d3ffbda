/**
 * The caller's open duties, soonest first, those without a term last. One short index scan for each thing the caller
 * is (a person, a holder of a role in a place), merged: never a look at anybody else's duties.
 */
import { z } from 'zod';
import type { Holding } from '../domain/standing.ts';
import { isHeldAt } from '../domain/standing.ts';
import type { OpenDuty, PrismaClient } from '../prisma/generated/client.ts';
import { Prisma } from '../prisma/generated/client.ts';
import type { InboxPage } from './answers.ts';
import type { PinnedEdition } from './editions.ts';
import { editionOf } from './editions.ts';
import { findWho } from './people.ts';
import { Problem } from './problems.ts';
import type { Caller } from './request.ts';
import { waitingView } from './views.ts';

type Asked = { caller: Caller; now: Date; limit: number; after: string | undefined };
type Row = OpenDuty & { educatorId: string; editionHash: string };
/** Where the page before ended. */
type Cursor = { due: string | null; iom: string; duty: string; role: string };

export async function inboxPage(prisma: PrismaClient, asked: Asked): Promise<z.infer<typeof InboxPage>> {
  const rows = await findRows(prisma, asked);
  const shown = rows.slice(0, asked.limit);
  const last = shown.at(-1);
  const who = await findWho(
    prisma,
    shown.flatMap(({ educatorId, personId }) => (personId ? [educatorId, personId] : [educatorId])),
  );
  const duties = await Promise.all(
    shown.map(async (row) => {
      const edition = await editionOf(prisma, row.editionHash);
      const { timeZone } = edition.process.region;
      return { iom: row.iomId, educator: who(row.educatorId), timeZone, ...waitingView(row, edition, who) };
    }),
  );
  const next = rows.length > asked.limit && last ? `/api/v1/inbox?limit=${asked.limit}&after=${cursorOf(last)}` : null;
  return { duties, next };
}

async function findRows(prisma: PrismaClient, { caller, now, limit, after }: Asked): Promise<Row[]> {
  const cursor = after === undefined ? null : readCursor(after);
  const mine = await mineIn(prisma, caller, now);
  const scans = mine.flatMap((each) => pagesOf(each, cursor, limit + 1));
  return prisma.$queryRaw<Row[]>`
    SELECT found.iom_id AS "iomId", found.duty, found.role, found.round, found.since, found.due, found.overdue,
      found.blocking, found.person_id AS "personId", ioms.educator_id AS "educatorId", ioms.edition_hash AS "editionHash"
    FROM (${Prisma.join(scans, ' UNION ')}) AS found JOIN ioms ON ioms.id = found.iom_id
    ORDER BY found.due ASC NULLS LAST, found.iom_id, found.duty, found.role LIMIT ${limit + 1}`;
}

/** `person_id` marks who alone may act. What waits for an office is nobody's on the own ИОМ, and only where it is an office. */
async function mineIn(prisma: PrismaClient, caller: Caller, now: Date): Promise<Prisma.Sql[]> {
  const { id, region } = caller;
  const held = caller.holdings.filter((each) => isHeldAt(each, now.toISOString()));
  const roles = [...new Set(held.map(({ role }) => role))];
  const editions = await editionsOf(prisma, region);
  const named = Prisma.sql`person_id = ${id} AND (role = ANY(${roles}) OR EXISTS (
    SELECT 1 FROM ioms WHERE ioms.id = iom_id AND ioms.educator_id = ${id}))`;
  return [named, ...held.flatMap((each) => officeOf(each, id, editions))];
}

/** In one edition a role may be an office, in the next one something a person is assigned to: then `person_id` names that person. */
function officeOf({ role, scope, scopeId }: Holding, id: string, editions: PinnedEdition[]): Prisma.Sql[] {
  const offices = editions.filter(({ process }) => process.roles[role]?.heldBy === scope).map(({ hash }) => hash);
  if (offices.length === 0) return [];
  return [
    Prisma.sql`role = ${role} AND ${placeColumns[scope]} = ${scopeId} AND person_id IS NULL AND EXISTS (
      SELECT 1 FROM ioms WHERE ioms.id = iom_id AND ioms.educator_id <> ${id} AND ioms.edition_hash = ANY(${offices}))`,
  ];
}
async function editionsOf(prisma: PrismaClient, regionCode: string): Promise<PinnedEdition[]> {
  const rows = await prisma.edition.findMany({ where: { regionCode }, select: { hash: true } });
  return Promise.all(rows.map(({ hash }) => editionOf(prisma, hash)));
}
const placeColumns = {
  organisation: Prisma.sql`organisation_id`,
  municipality: Prisma.sql`municipality_id`,
  region: Prisma.sql`region_code`,
};

/** Duties with a term and duties without are two scans, so that each follows its index from the cursor on. */
function pagesOf(mine: Prisma.Sql, cursor: Cursor | null, limit: number): Prisma.Sql[] {
  const later = cursor && Prisma.sql`(iom_id, duty, role) > (${cursor.iom}, ${cursor.duty}, ${cursor.role})`;
  const dated =
    later && cursor.due
      ? Prisma.sql`due >= ${new Date(cursor.due)} AND (due > ${new Date(cursor.due)} OR ${later})`
      : Prisma.sql`due IS NOT NULL`;
  const undated = later && !cursor.due ? Prisma.sql`due IS NULL AND ${later}` : Prisma.sql`due IS NULL`;
  const scan = (which: Prisma.Sql) => Prisma.sql`(SELECT * FROM open_duties WHERE ${mine} AND ${which}
    ORDER BY due, iom_id, duty, role LIMIT ${limit})`;
  return later && !cursor.due ? [scan(undated)] : [scan(dated), scan(undated)];
}

function cursorOf({ due, iomId, duty, role }: Row): string {
  const cursor: Cursor = { due: due?.toISOString() ?? null, iom: iomId, duty, role };
  return Buffer.from(JSON.stringify(Object.values(cursor))).toString('base64url');
}
/** Of these centuries: PostgreSQL has no year nought. */
const term = z.iso.datetime().regex(/^[12]/);
function readCursor(text: string): Cursor {
  const [due, iom, duty, role] = parsed(text);
  const isDate = due === null || term.safeParse(due).success;
  if (!isDate || ![iom, duty, role].every((each) => typeof each === 'string' && /^[\w-]{1,60}$/.test(each))) {
    throw new Problem('malformed', { errors: [{ parameter: 'after', message: 'next' }] });
  }
  return { due, iom, duty, role } as Cursor;
}
function parsed(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
