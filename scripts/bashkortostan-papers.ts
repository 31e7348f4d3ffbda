/** What people write down on the way under Bashkortostan's edition: plainly invented, complete, and accepted as it is. */

export type PlannedItem = {
  id: string;
  part: string;
  kind: string;
  from?: string;
  to?: string;
  marks: string[];
  deficits?: string[];
  words: Record<string, string>;
};

/** The calendar date so many days after an instant. */
export function daysFrom(instant: string | Date, days: number): string {
  return new Date(new Date(instant).getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

export const meeting = {
  act: 'record',
  duty: 'openingMeeting',
  fields: {
    date: '2026-09-01',
    participants: 'руководители двух школ',
    tutorCooperation: 'тьютор встречается с заместителем раз в месяц',
    draftOrder: 'проект распорядительного акта',
  },
};

export const diagnostics = {
  act: 'record',
  duty: 'entryDiagnostics',
  fields: {
    form: 'selfDiagnosis',
    levels: {
      subject: 'high',
      methodological: 'low',
      psychologicalPedagogical: 'medium',
      communicative: 'medium',
      ict: 'high',
    },
  },
};

export const needs = {
  act: 'record',
  duty: 'needs',
  fields: {
    deficits: 'методика проектной работы',
    difficulties: 'оценивание',
    needs: 'примеры',
    requests: 'стажировка',
  },
};

export const completionMark = { act: 'record', duty: 'completionMark', fields: { date: '2027-04-01' } };

export const finalDiagnostics = {
  act: 'record',
  duty: 'finalDiagnostics',
  outcome: 'removed',
  fields: { levels: { ...diagnostics.fields.levels, methodological: 'high' } },
};

export const selfAnalysis = {
  act: 'record',
  duty: 'selfAnalysis',
  fields: { analysis: 'самоанализ', satisfaction: 'довольна' },
};

export const finalEvent = {
  act: 'record',
  duty: 'finalEvent',
  fields: {
    form: 'открытый урок',
    name: 'Проекты',
    level: 'school',
    dates: '2027-04-10',
    methodologistPresent: 'да',
    tutorPresent: 'да',
  },
};

export const monitoring = {
  act: 'record',
  duty: 'monitoring',
  fields: { results: 'результаты', observations: 'наблюдения', sources: 'уроки' },
};

export const conclusions = { act: 'record', duty: 'conclusions', fields: { results: 'дефицит устранён' } };

export function items(from = new Date()): PlannedItem[] {
  const words = { name: 'мероприятие', organiser: 'ЦНППМ' };
  const dates = { from: daysFrom(from, 30), to: daysFrom(from, 200) };
  return [
    {
      id: 'i1',
      part: 'whole',
      kind: 'masteryProgramme',
      ...dates,
      marks: ['regional'],
      deficits: ['methodological'],
      words,
    },
    {
      id: 'i2',
      part: 'whole',
      kind: 'lessonVisit',
      ...dates,
      marks: ['school'],
      deficits: ['methodological'],
      words,
    },
  ];
}
