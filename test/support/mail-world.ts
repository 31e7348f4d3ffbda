/** The people of test/domain/bashkortostan-life.ts as rows, and a route of theirs with its outbox, as `record` would leave it. */
import { randomUUID } from 'node:crypto';
import { queueMails } from '../../activities/outbox.ts';
import { toSnapshot } from '../../activities/row.ts';
import { carryOut } from '../../domain/carry-out.ts';
import { noticesOf } from '../../domain/notices.ts';
import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { loadEdition } from '../../regulations/load.ts';
import type { Route } from '../domain/driver.ts';

export const edition = loadEdition('regulations/bashkortostan.undated.yaml');
const region = 'RU-BA';
const offices = [
  ['p-tutor', 'tutor', 'region', region],
  ['p-methodologist', 'regionalMethodologist', 'region', region],
  ['p-deputy', 'deputyHead', 'organisation', 'o-1'],
  ['p-association', 'subjectAssociationHead', 'organisation', 'o-1'],
  ['p-schoolhead', 'schoolHead', 'organisation', 'o-1'],
  ['p-municipalauthority', 'municipalAuthority', 'municipality', 'm-1'],
  ['p-cnppmhead', 'cnppmHead', 'region', region],
  ['p-regionaladministrator', 'regionalAdministrator', 'region', region],
] as const;

export const addressOf = (person: string): string => `${person}@people.example`;

export async function settlePeople(prisma: PrismaClient): Promise<void> {
  const began = new Date('2020-01-01T00:00:00Z');
  await prisma.region.create({
    data: {
      code: region,
      name: 'Республика Башкортостан',
      timeZone: 'Asia/Yekaterinburg',
      prefix: 'BSH',
      namespace: 'iom-ru-ba',
    },
  });
  await prisma.municipality.create({ data: { id: 'm-1', regionCode: region, name: 'Примерный район' } });
  await prisma.organisation.create({
    data: { id: 'o-1', municipalityId: 'm-1', kind: 'school', name: 'Примерная школа' },
  });
  const people = ['p-educator', ...offices.map(([person]) => person)];
  const named = { regionCode: region, familyName: 'Петрова', givenName: 'Анна', patronymic: 'Ивановна' };
  await prisma.person.createMany({ data: people.map((id) => ({ id, email: addressOf(id), ...named })) });
  await prisma.employment.create({
    data: {
      id: 'e-1',
      personId: 'p-educator',
      organisationId: 'o-1',
      staff: 'pedagogical',
      post: 'учитель',
      from: began,
    },
  });
  await prisma.roleAssignment.createMany({
    data: offices.map(([personId, role, scope, scopeId]) => ({
      id: `r-${role}`,
      personId,
      role,
      scope,
      scopeId,
      from: began,
    })),
  });
  const { hash, regulation, process } = edition;
  await prisma.edition.create({
    data: {
      hash,
      regionCode: region,
      name: 'test',
      regulation: regulation as unknown as Prisma.InputJsonObject,
      process: process as unknown as Prisma.InputJsonObject,
    },
  });
}

/** Writes the route as it stands now; of its entries those after `from` leave mails in the outbox. Returns how many. */
export async function post(
  prisma: PrismaClient,
  route: Route,
  { id, from = 0 }: { id: string; from?: number },
): Promise<number> {
  const now = new Date();
  const snapshot = toSnapshot({ ...route.iom, id, edition: edition.hash });
  const place = { regionCode: region, municipalityId: 'm-1', organisationId: 'o-1' };
  const bound = { educatorId: 'p-educator', employmentId: 'e-1', editionHash: edition.hash };
  const fresh = { id, ...place, ...bound, opening: {}, openingKey: randomUUID(), beginning: snapshot, snapshot };
  await prisma.iom.upsert({ where: { id }, create: fresh, update: { snapshot } });
  let iom = route.began;
  let queued = 0;
  for (const entry of route.entries) {
    const before = iom;
    iom = carryOut(iom, entry);
    if (entry.revision <= from) continue;
    const asked = { iom: { ...iom, id }, entry, notices: noticesOf(before, iom, entry), now };
    queued += await prisma.$transaction((tx) => queueMails(tx, asked));
  }
  return queued;
}
