/**
 * Plainly invented places and people of five regions: one small world for the sandbox and for tests.
 * Ids are readable ("p-bsh-tutor1" is written p-bshtutor1): the API and the Temporal UI show ids, never names.
 */
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

type Place = { organisation?: 1 | 2 | 3; municipality?: 1 | 2 };
type Demonstrated = {
  key: string;
  names: [string, string, string];
  works?: 1 | 2 | 3;
  roles: ({ role: string } & Place)[];
  post: string;
  email?: string;
};

/** Organisations: 1 and 2 are schools of two municipalities, 3 is a university in the first. */
const people: readonly Demonstrated[] = [
  { key: 'teacher1', names: ['Примерова', 'Анна', 'Ивановна'], works: 1, roles: [], post: 'учитель математики' },
  { key: 'teacher2', names: ['Образцов', 'Борис', 'Петрович'], works: 1, roles: [], post: 'учитель физики' },
  { key: 'teacher3', names: ['Пробная', 'Вера', 'Сергеевна'], works: 1, roles: [], post: 'учитель химии' },
  { key: 'teacher4', names: ['Учебнов', 'Глеб', 'Олегович'], works: 1, roles: [], post: 'учитель истории' },
  { key: 'teacher5', names: ['Показова', 'Дарья', 'Львовна'], works: 2, roles: [], post: 'учитель биологии' },
  { key: 'teacher6', names: ['Вымышленный', 'Егор', 'Ильич'], works: 2, roles: [], post: 'учитель географии' },
  { key: 'teacher7', names: ['Наглядная', 'Ева', 'Игоревна'], works: 1, roles: [], post: 'учитель литературы' },
  { key: 'teacher8', names: ['Макетов', 'Захар', 'Юрьевич'], works: 1, roles: [], post: 'учитель информатики' },
  { key: 'teacher9', names: ['Эскизова', 'Лада', 'Фёдоровна'], works: 1, roles: [], post: 'учитель технологии' },
  { key: 'teacher10', names: ['Черновиков', 'Матвей', 'Ильич'], works: 1, roles: [], post: 'учитель музыки' },
  {
    key: 'teacher11', // no address to write to, so that an undelivered mail can be seen
    names: ['Безадресная', 'Ника', 'Павловна'],
    works: 1,
    roles: [],
    post: 'учитель начальных классов',
    email: 'адрес не указан',
  },
  { key: 'lecturer', names: ['Условная', 'Жанна', 'Марковна'], works: 3, roles: [], post: 'доцент' },
  {
    key: 'head1',
    names: ['Директорова', 'Зоя', 'Павловна'],
    works: 1,
    roles: [{ role: 'schoolHead', organisation: 1 }],
    post: 'директор',
  },
  {
    key: 'head2',
    names: ['Школьников', 'Иван', 'Денисович'],
    works: 2,
    roles: [{ role: 'schoolHead', organisation: 2 }],
    post: 'директор',
  },
  {
    key: 'deputy1',
    names: ['Завучева', 'Инна', 'Юрьевна'],
    works: 1,
    roles: [{ role: 'deputyHead', organisation: 1 }],
    post: 'заместитель директора',
  },
  {
    key: 'deputy2',
    names: ['Помощникова', 'Кира', 'Андреевна'],
    works: 2,
    roles: [{ role: 'deputyHead', organisation: 2 }],
    post: 'заместитель директора',
  },
  {
    key: 'association1',
    names: ['Кафедрин', 'Лев', 'Романович'],
    works: 1,
    roles: [{ role: 'subjectAssociationHead', organisation: 1 }],
    post: 'учитель, руководитель МО',
  },
  {
    key: 'association2',
    names: ['Объединенская', 'Майя', 'Яновна'],
    works: 2,
    roles: [{ role: 'subjectAssociationHead', organisation: 2 }],
    post: 'учитель, руководитель МО',
  },
  { key: 'tutor1', names: ['Тьюторова', 'Нина', 'Глебовна'], roles: [{ role: 'tutor' }], post: 'тьютор' },
  { key: 'tutor2', names: ['Наставников', 'Олег', 'Борисович'], roles: [{ role: 'tutor' }], post: 'тьютор' },
  {
    key: 'methodologist1',
    names: ['Методистова', 'Полина', 'Евгеньевна'],
    roles: [{ role: 'regionalMethodologist' }],
    post: 'региональный методист',
  },
  {
    key: 'methodologist2',
    names: ['Методичный', 'Роман', 'Артёмович'],
    roles: [{ role: 'regionalMethodologist' }],
    post: 'региональный методист',
  },
  {
    key: 'municipal1',
    names: ['Районова', 'Софья', 'Никитична'],
    roles: [{ role: 'municipalAuthority', municipality: 1 }],
    post: 'специалист управления образования',
  },
  {
    key: 'municipal2',
    names: ['Городской', 'Тимур', 'Ренатович'],
    roles: [{ role: 'municipalAuthority', municipality: 2 }],
    post: 'специалист управления образования',
  },
  {
    key: 'centre',
    names: ['Центрова', 'Ульяна', 'Степановна'],
    roles: [{ role: 'cnppmHead' }],
    post: 'руководитель ЦНППМ',
  },
  {
    key: 'administrator',
    names: ['Порядкин', 'Фёдор', 'Кириллович'],
    roles: [{ role: 'regionalAdministrator' }],
    post: 'региональный администратор',
  },
];

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
