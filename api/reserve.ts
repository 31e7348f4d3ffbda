/** One transaction that gives out a number and holds the place: from then on nobody else opens one for this employment. */
import { DateTime } from 'luxon';
import { Prisma } from '../prisma/generated/client.ts';
import type { Iom as IomRow, PrismaClient } from '../prisma/generated/client.ts';
import type { Beginning } from './opening.ts';
import { Problem } from './problems.ts';
import { snapshotOf } from './route.ts';
import type { Keyed } from './send-act.ts';
import type { Kept } from './words.ts';

export type Spoken = (iom: string) => { act: Keyed; kept: Kept[] };
type Reservation = { beginning: Beginning; spoken: Spoken; key: string; now: Date };

/** Throws `alreadyOpen` with the number of the first; null when a request with the same key was faster. */
export async function reserve(prisma: PrismaClient, reservation: Reservation): Promise<IomRow | null> {
  try {
    return await prisma.$transaction((tx) => reserveIn(tx, reservation));
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')) throw error;
    const first = await prisma.iom.findUnique({ where: { openFor: openForOf(reservation.beginning) } });
    if (first && first.openingKey !== reservation.key) throw new Problem('alreadyOpen', { details: [first.id] });
    return null;
  }
}

async function reserveIn(tx: Prisma.TransactionClient, { beginning, spoken, key, now }: Reservation): Promise<IomRow> {
  const { employment, edition } = beginning;
  const id = await nextNumber(tx, beginning, now);
  const { act, kept } = spoken(id);
  const snapshot = snapshotOf({ ...beginning.iom, id });
  const row = await tx.iom.create({
    data: {
      id,
      regionCode: employment.organisation.municipality.regionCode,
      municipalityId: employment.organisation.municipalityId,
      organisationId: employment.organisationId,
      educatorId: employment.personId,
      employmentId: employment.id,
      editionHash: edition.hash,
      opening: act,
      openingKey: key,
      beginning: snapshot,
      snapshot,
      openFor: openForOf(beginning),
      reservedAt: now,
    },
  });
  if (kept.length > 0) await tx.words.createMany({ data: kept });
  return row;
}

function openForOf({ employment }: Beginning): string {
  return `${employment.personId}:${employment.id}`;
}

/** "BSH-2026-000001": the year is the region's. A number is given out once; a reservation that fails gives it back. */
async function nextNumber(tx: Prisma.TransactionClient, { employment }: Beginning, now: Date): Promise<string> {
  const { prefix, timeZone } = employment.organisation.municipality.region;
  const series = `${prefix}-${DateTime.fromJSDate(now, { zone: timeZone }).year}`;
  const [given] = await tx.$queryRaw<{ last: number }[]>`
    INSERT INTO number_series (series, last) VALUES (${series}, 1)
    ON CONFLICT (series) DO UPDATE SET last = number_series.last + 1 RETURNING last`;
  if (!given) throw new Error(`no number was given out for ${series}`);
  return `${series}-${String(given.last).padStart(6, '0')}`;
}
