/** What people of Bashkortostan say at the beginning of a route. */
import { personId } from '../../prisma/demonstration.ts';
import { bashkiria, words } from './driver.ts';
import type { Said } from './driver.ts';

export const meeting: Said = {
  act: 'record',
  duty: 'openingMeeting',
  fields: { date: '2026-09-01', participants: words(), tutorCooperation: words(), draftOrder: words() },
};
export const team: Said = {
  act: 'assign',
  duty: 'team',
  people: {
    tutor: personId(bashkiria, 'tutor1'),
    regionalMethodologist: personId(bashkiria, 'methodologist1'),
    deputyHead: personId(bashkiria, 'deputy1'),
    subjectAssociationHead: personId(bashkiria, 'association1'),
  },
  fields: { orderNumber: words(), date: '2026-09-02' },
};

/** Something a teacher may write down as often as wanted, at any time. */
export function reflection(): Said {
  return { act: 'record', duty: 'reflect', fields: { entry: words() } };
}
