/** Further invented teachers: one open route per employment, so each test hires its own. */
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { personId } from '../../prisma/demonstration.ts';
import { bashkiria } from './api.ts';

let hired = 0;

/** The key of a new teacher of Bashkortostan, usable wherever demonstration keys are. */
export async function hireTeacher(prisma: PrismaClient, organisation = 'o-bsh1', post = 'учитель'): Promise<string> {
  const key = `hired${(hired += 1)}`;
  const id = personId(bashkiria, key);
  const names = { familyName: 'Нанятая', givenName: 'Ольга', patronymic: 'Ивановна' };
  await prisma.person.create({ data: { id, regionCode: bashkiria.code, ...names, email: `${key}@marshrut.example` } });
  const from = new Date('2024-09-01');
  await prisma.employment.create({
    data: { id: `e-bsh${key}`, personId: id, organisationId: organisation, staff: 'pedagogical', post, from },
  });
  return key;
}
