/** What a route would begin with: the employment, the edition in force, what the predecessor left. Writes nothing. */
import { DateTime } from 'luxon';
import type { EventOf } from '../domain/events.ts';
import type { Iom } from '../domain/iom.ts';
import { newIom } from '../domain/new-iom.ts';
import { covers } from '../domain/standing.ts';
import type { Prisma, PrismaClient } from '../prisma/generated/client.ts';
import { holdingOf } from '../prisma/holding-of.ts';
import type { Edition } from '../regulations/load.ts';
import { findInForce } from '../regulations/load.ts';
import type { OpenSaid } from './act-body.ts';
import type { ApiParts } from './parts.ts';
import { Problem } from './problems.ts';
import type { Caller } from './request.ts';

const withPlace = {
  organisation: { include: { municipality: { include: { region: true } } } },
  person: { include: { roleAssignments: true } },
} satisfies Prisma.EmploymentInclude;
type Employment = Prisma.EmploymentGetPayload<{ include: typeof withPlace }>;

export type Beginning = { iom: Iom; employment: Employment; edition: Edition };
type Parts = Pick<ApiParts, 'prisma' | 'editions' | 'clock'>;

/** The state before the act `open`, still without a number; null when there is nobody like that the caller has to do with. */
export async function beginningOf(
  { prisma, editions, clock }: Parts,
  said: OpenSaid,
  caller: Caller,
): Promise<Beginning | null> {
  const now = clock();
  const employment = await findEmployment(prisma, said, { caller, now });
  if (!employment) return null;
  const { organisation, person } = employment;
  const { region } = organisation.municipality;
  const today = DateTime.fromJSDate(now, { zone: region.timeZone }).toISODate() ?? '';
  const edition = findInForce([...editions], region.code, today);
  if (!edition) throw new Problem('noEdition', { details: [region.code, today] });
  const place = placeOf(organisation);
  const at = now.toISOString();
  const ownerHolds = person.roleAssignments
    .map(holdingOf)
    .filter((each) => covers(each, place, at))
    .map(({ role }) => role);
  const iom = newIom({
    id: '',
    educator: person.id,
    staff: employment.staff,
    place,
    ownerHolds: ownerHolds.filter((role) => role in edition.process.roles),
    facts: said.facts.filter((fact) => Object.hasOwn(edition.process.facts, fact)),
    previous: said.previous ?? null,
    atMost: await termLeft(prisma, said),
    edition: edition.hash,
    process: edition.process,
  });
  return { iom, employment, edition };
}

function placeOf({ id, kind, municipality }: Employment['organisation']): Iom['place'] {
  return { organisation: id, organisationKind: kind, municipality: municipality.id, region: municipality.regionCode };
}

type Asking = { caller: Caller; now: Date };

async function findEmployment(
  prisma: PrismaClient,
  { educator, employment }: OpenSaid,
  { caller, now }: Asking,
): Promise<Employment | null> {
  const all = await prisma.employment.findMany({
    where: { personId: educator, from: { lte: now }, OR: [{ until: null }, { until: { gte: startOfDay(now) } }] },
    include: withPlace,
    orderBy: { id: 'asc' },
  });
  const present = all.filter((each) => isKnownTo(caller, each, now));
  const [first, second] = employment ? present.filter(({ id }) => id === employment) : present;
  if (!first || !second) return first ?? null;
  throw new Problem('employmentUnknown', {
    errors: [{ pointer: '/employment', message: present.map(({ id }) => id).join(', ') }],
  });
}
function isKnownTo(caller: Caller, { personId, organisation }: Employment, now: Date): boolean {
  const at = now.toISOString();
  return caller.id === personId || caller.holdings.some((each) => covers(each, placeOf(organisation), at));
}
function startOfDay(now: Date): Date {
  return new Date(`${now.toISOString().slice(0, 10)}T00:00:00Z`);
}

/** Ways to begin that go on from another route; the edition calls them by the reason of the proposal. */
const continuing = ['nextCycle', 'carryOver', 'prolongation'];

/** The predecessor must have ended and proposed exactly this; it may have left a shorter term. */
async function termLeft(prisma: PrismaClient, { way, previous, educator }: OpenSaid): Promise<string | null> {
  if (!continuing.includes(way) && previous === undefined) return null;
  const ended = previous
    ? await prisma.entry.findFirst({
        where: {
          iom: { id: previous, educatorId: educator, state: 'closed' },
          events: { array_contains: [{ event: 'successorProposed', successor: { reason: way } }] },
        },
      })
    : null;
  if (!ended) throw new Problem('previousUnknown', { errors: [{ pointer: '/previous', message: way }] });
  const proposed = (ended.events as unknown as EventOf<'successorProposed'>[]).find(
    ({ event }) => event === 'successorProposed',
  );
  return proposed?.successor.atMost ?? null;
}
