/**
 * Plainly invented places and people of five regions: one small world for the sandbox and for tests.
 * Ids are readable ("p-bsh-tutor1" is written p-bshtutor1): the API and the Temporal UI show ids, never names.
 */
import { people } from './demonstration-people.ts';
import type { Place } from './demonstration-people.ts';
import type { PrismaClient, Prisma } from './generated/client.ts';

export type DemonstrationRegion = { code: string; name: string; timeZone: string; prefix: string };

export const demonstrationRegions: readonly DemonstrationRegion[] = [
  { code: 'RU-ALT', name: 'Алтайский край', timeZone: 'Asia/Barnaul', prefix: 'ALT' },
  { code: 'RU-TYU', name: 'Тюменская область', timeZone: 'Asia/Yekaterinburg', prefix: 'TYU' },
  { code: 'RU-SAR', name: 'Саратовская область', timeZone: 'Europe/Saratov', prefix: 'SAR' },
  { code: 'RU-CHE', name: 'Челябинская область', timeZone: 'Asia/Yekaterinburg', prefix: 'CHE' },
  { code: 'RU-BA', name: 'Республика Башкортостан', timeZone: 'Asia/Yekaterinburg', prefix: 'BSH' },
];

export function namespaceOf(regionCode: string): string {
  return `iom-${regionCode.toLowerCase()}`;
}

export const demonstrationKeys: readonly string[] = people.map(({ key }) => key);

/** Who they are, for a list of sign-ins: the post in Russian, and the roles by code (a teacher's is `educator`). */
export function demonstrationPeople(region: Pick<DemonstrationRegion, 'prefix'>): DemonstrationPerson[] {
  return people.map(({ key, post, roles }) => ({
    key,
    id: personId(region, key),
    post,
    role: roles[0]?.role ?? 'educator',
  }));
}
export type DemonstrationPerson = { key: string; id: string; post: string; role: string };

export function personId(region: Pick<DemonstrationRegion, 'prefix'>, key: string): string {
  return `p-${region.prefix.toLowerCase()}${key}`;
}
function placeId(kind: 'mu' | 'o', { prefix }: DemonstrationRegion, number: number): string {
  return `${kind}-${prefix.toLowerCase()}${number}`;
}

/** Writes the whole world; what is there already stays as it is. */
export async function seedDemonstration(
  prisma: PrismaClient,
  regions: readonly DemonstrationRegion[] = demonstrationRegions,
): Promise<void> {
  const began = new Date('2020-09-01T00:00:00Z');
  const skipDuplicates = true;
  await prisma.region.createMany({
    data: regions.map((each) => ({ ...each, namespace: namespaceOf(each.code) })),
    skipDuplicates,
  });
  await prisma.municipality.createMany({ data: regions.flatMap(municipalitiesOf), skipDuplicates });
  await prisma.organisation.createMany({ data: regions.flatMap(organisationsOf), skipDuplicates });
  await prisma.person.createMany({ data: regions.flatMap(peopleOf), skipDuplicates });
  await prisma.employment.createMany({ data: regions.flatMap((each) => employmentsOf(each, began)), skipDuplicates });
  await prisma.roleAssignment.createMany({
    data: regions.flatMap((each) => assignmentsOf(each, began)),
    skipDuplicates,
  });
}

function municipalitiesOf(region: DemonstrationRegion): Prisma.MunicipalityCreateManyInput[] {
  const names = ['Примерный район', 'город Образцовск'];
  return names.map((name, index) => ({ id: placeId('mu', region, index + 1), regionCode: region.code, name }));
}
function organisationsOf(region: DemonstrationRegion): Prisma.OrganisationCreateManyInput[] {
  const list = [
    { name: 'Примерная школа № 1', kind: 'generalSchool', municipality: 1 },
    { name: 'Образцовая школа № 2', kind: 'generalSchool', municipality: 2 },
    { name: 'Условный университет', kind: 'university', municipality: 1 },
  ];
  return list.map(({ municipality, ...each }, index) => ({
    id: placeId('o', region, index + 1),
    municipalityId: placeId('mu', region, municipality),
    ...each,
  }));
}
function peopleOf(region: DemonstrationRegion): Prisma.PersonCreateManyInput[] {
  return people.map(({ key, names: [familyName, givenName, patronymic], email }) => ({
    id: personId(region, key),
    regionCode: region.code,
    familyName,
    givenName,
    patronymic,
    email: email ?? `${key}.${region.prefix.toLowerCase()}@marshrut.example`,
  }));
}
function employmentsOf(region: DemonstrationRegion, from: Date): Prisma.EmploymentCreateManyInput[] {
  return people.flatMap(({ key, works, post }) =>
    works
      ? [
          {
            id: `e-${region.prefix.toLowerCase()}${key}`,
            personId: personId(region, key),
            organisationId: placeId('o', region, works),
            staff: key.startsWith('head') ? 'managerial' : 'pedagogical',
            post,
            from,
          },
        ]
      : [],
  );
}
function assignmentsOf(region: DemonstrationRegion, from: Date): Prisma.RoleAssignmentCreateManyInput[] {
  return people.flatMap(({ key, roles }) =>
    roles.map(({ role, organisation, municipality }) => ({
      id: `r-${region.prefix.toLowerCase()}${key}-${role}`,
      personId: personId(region, key),
      role,
      ...scopeOf(region, { ...(organisation && { organisation }), ...(municipality && { municipality }) }),
      from,
      orderNumber: '1',
    })),
  );
}
function scopeOf(
  region: DemonstrationRegion,
  { organisation, municipality }: Place,
): { scope: 'organisation' | 'municipality' | 'region'; scopeId: string } {
  if (organisation) return { scope: 'organisation', scopeId: placeId('o', region, organisation) };
  if (municipality) return { scope: 'municipality', scopeId: placeId('mu', region, municipality) };
  return { scope: 'region', scopeId: region.code };
}
