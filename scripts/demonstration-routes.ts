/** Demonstration routes of Bashkortostan, one in every state: who takes part, and the steps people take. */
import type { BashkortostanLife } from './bashkortostan-life.ts';
import { firstSchool, secondSchool } from './cast.ts';
import type { Cast } from './cast.ts';

export type DemonstrationRoute = {
  says: string;
  cast: Cast;
  live: (life: BashkortostanLife) => Promise<unknown>;
};

/** Teachers 1 and 6 are left without a route, for whoever wants to try one. */
export const demonstrationRoutes: Readonly<Record<string, DemonstrationRoute>> = {
  requested: {
    says: 'just requested',
    cast: { ...firstSchool, educator: 'teacher2' },
    live: (life) => life.opened(),
  },
  teamed: {
    says: 'the team is named',
    cast: { ...firstSchool, educator: 'teacher3' },
    live: async (life) => (await life.opened()).teamed(),
  },
  drafted: {
    says: 'the draft waits for signatures',
    cast: { ...firstSchool, educator: 'teacher4' },
    live: (life) => life.upToDraft(),
  },
  returned: {
    says: 'returned with a reason by the head of ЦНППМ',
    cast: secondSchool,
    live: returned,
  },
  overdue: {
    says: 'waits for approval, overdue and escalated',
    cast: { ...firstSchool, educator: 'teacher7' },
    live: overdue,
  },
  underWay: {
    says: 'under way',
    cast: { ...firstSchool, educator: 'teacher8' },
    live: async (life) => (await life.underWay()).started(),
  },
  nearTheEnd: {
    says: 'near the end of its year, one item still to do',
    cast: { ...firstSchool, educator: 'teacher9' },
    live: nearTheEnd,
  },
  reflecting: {
    says: 'carried out, the conclusions are being drawn',
    cast: { ...firstSchool, educator: 'teacher12' },
    live: async (life) => (await life.underWay()).carriedOut(),
  },
  completed: {
    says: 'completed',
    cast: { ...firstSchool, educator: 'teacher10' },
    live: completed,
  },
  unreachable: {
    says: 'the teacher has no mail address, mail is undelivered',
    cast: { ...firstSchool, educator: 'teacher11' },
    live: async (life) => (await life.opened()).teamed(),
  },
  cancelled: {
    says: 'cancelled by the teacher',
    cast: { ...firstSchool, educator: 'teacher13' },
    live: async (life) => (await life.opened()).do('educator', { act: 'cancel', comment: 'Перешёл в другую школу' }),
  },
};

async function returned(life: BashkortostanLife): Promise<void> {
  await life.upToAgreement();
  await life.decide('centre', 'agree', { outcome: 'refused', comment: 'Не сказано, где пройдёт посещение уроков' });
}

async function overdue(life: BashkortostanLife): Promise<void> {
  await life.upToAgreement();
  await life.agreed();
  await letPassUntil(life, 'escalated', '16 days');
}

async function nearTheEnd(life: BashkortostanLife): Promise<void> {
  await life.underWay();
  await life.started();
  await life.completed('i1');
  await letPassUntil(life, 'termReminded', '340 days');
}

async function completed(life: BashkortostanLife): Promise<void> {
  await life.underWay();
  await life.carriedOut();
  await life.reflected();
  await life.concluded();
}

/** Time passes once, also when a start was cut off right after it: what it led to stands in the timeline. */
async function letPassUntil(life: BashkortostanLife, event: string, by: string): Promise<void> {
  const centre = life.as('centre');
  const { body } = await centre.get(`/api/v1/ioms/${life.iom}/timeline?limit=100`);
  if (!JSON.stringify(body).includes(`"${event}"`)) await centre.fastForward(life.iom, by);
}
