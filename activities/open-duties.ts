/** The read model of whose turn it is: written with every entry, read by inbox and lists. */
import type { Iom } from '../domain/iom.ts';
import { carryingOut, waitingFor } from '../domain/waiting-for.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import type { Tx } from './row.ts';

export async function writeOpenDuties(tx: Tx, iom: Iom): Promise<void> {
  await tx.openDuty.deleteMany({ where: { iomId: iom.id } });
  const rows = openDutyRows(iom);
  if (rows.length > 0) await tx.openDuty.createMany({ data: rows });
}

function openDutyRows(iom: Iom): Prisma.OpenDutyCreateManyInput[] {
  if (iom.outcome) return [];
  return waitingFor(iom).map(({ duty, role, person, since, due, blocking }) => {
    const open = iom.open.find((each) => each.duty === duty);
    return {
      iomId: iom.id,
      duty,
      role,
      round: open?.round ?? 1,
      since,
      due,
      overdue: duty === carryingOut ? iom.flags.includes('termOver') : (open?.overdue ?? false),
      blocking,
      personId: person ?? null,
      organisationId: iom.place.organisation,
      municipalityId: iom.place.municipality,
      regionCode: iom.place.region,
    };
  });
}
