/** Routes of Bashkortostan in any state, brought there by people through the public API. */
import type { TestApi } from './api.ts';

const p = (key: string): string => `p-bsh${key}`;
export type Step = [person: string, body: { act: string; as: string } & Record<string, unknown>];

export const team = {
  tutor: p('tutor1'),
  regionalMethodologist: p('methodologist1'),
  deputyHead: p('deputy1'),
  subjectAssociationHead: p('association1'),
};
const words = { organiser: 'Центр', name: 'Название' };
export const items = [
  {
    id: 'i1',
    part: 'whole',
    kind: 'masteryProgramme',
    marks: ['regional'],
    from: '2027-01-11',
    to: '2027-06-01',
    words,
  },
  { id: 'i2', part: 'whole', kind: 'lessonVisit', marks: ['school'], from: '2027-02-01', to: '2027-02-20', words },
];
export const meeting: Step = [
  'centre',
  {
    act: 'record',
    as: 'cnppmHead',
    duty: 'openingMeeting',
    fields: { date: '2026-10-01', participants: 'все', tutorCooperation: 'по вторникам', draftOrder: 'проект' },
  },
];
const levels = { subject: 'high', methodological: 'medium', ict: 'medium' };

function decide(person: string, as: string, duty: string, more: object = {}): Step {
  return [person, { act: 'decide', as, duty, ...more }];
}

const steps = {
  opened: [],
  met: [meeting],
  teamed: [
    [
      'centre',
      { act: 'assign', as: 'cnppmHead', duty: 'team', people: team, fields: { orderNumber: '12', date: '2026-10-02' } },
    ],
  ],
  designing: [
    ['teacher', { act: 'record', as: 'educator', duty: 'entryDiagnostics', fields: { form: 'selfDiagnosis', levels } }],
    [
      'methodologist1',
      {
        act: 'record',
        as: 'regionalMethodologist',
        duty: 'needs',
        fields: { deficits: 'раз', difficulties: 'два', needs: 'три', requests: 'четыре' },
      },
    ],
    decide('centre', 'cnppmHead', 'approveProgramme', {
      fields: { programme: 'Современный урок', date: '2026-10-05' },
    }),
  ],
  drafted: [['tutor1', { act: 'plan', as: 'tutor', duty: 'draft', plan: { items } }]],
  signed: [decide('methodologist1', 'regionalMethodologist', 'signCard'), decide('teacher', 'educator', 'signCard')],
  agreed: [decide('centre', 'cnppmHead', 'agree')],
  approved: [decide('head1', 'schoolHead', 'approve')],
  closed: [['teacher', { act: 'cancel', as: 'educator', comment: 'переезжаю' }]],
} satisfies Record<string, Step[]>;
export type Stage = keyof typeof steps;

export type Opened = { id: string; teacher: string };

export async function openRoute(api: TestApi, teacher: string): Promise<Opened> {
  const body = {
    educator: p(teacher),
    way: 'personalRequest',
    as: 'educator',
    fields: { questionsOrInterests: 'Как учить' },
  };
  const { status, body: answer } = await api.post(teacher, '/api/v1/ioms', body);
  if (status !== 201) throw new Error(`opening for ${teacher}: ${JSON.stringify(answer)}`);
  return { id: answer.iom as string, teacher };
}

/** `closed` is cancelled after approval. The teacher must belong to school 1. */
export async function routeAt(api: TestApi, stage: Stage, teacher: string): Promise<Opened> {
  const route = await openRoute(api, teacher);
  for (const [name, each] of Object.entries(steps)) {
    for (const step of each) await take(api, route, step);
    if (name === stage) break;
  }
  return route;
}

export async function take(api: TestApi, { id, teacher }: Opened, [person, body]: Step): Promise<void> {
  const who = person === 'teacher' ? teacher : person;
  const { status, body: answer } = await api.post(who, `/api/v1/ioms/${id}/acts`, await asSeen(api, id, teacher, body));
  if (status !== 200) throw new Error(`${who} ${JSON.stringify(body)}: ${JSON.stringify(answer)}`);
}

/** A verdict names the round and the plan that were seen. */
export async function asSeen(api: TestApi, id: string, teacher: string, body: Step[1]): Promise<object> {
  if (body.act !== 'decide') return body;
  const { body: acts } = await api.get(teacher, `/api/v1/ioms/${id}`);
  const open = (acts.waiting as { duty: string; round: number }[]).find(({ duty }) => duty === body['duty']);
  return { round: open?.round ?? 1, planVersion: acts.planVersion as string, ...body };
}
