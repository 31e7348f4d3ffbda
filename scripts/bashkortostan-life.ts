/**
 * The steps of one route under Bashkortostan's edition, as people would take them through the public API: for the
 * demonstration, the tour and the tests. Each step leaves the route where the next one begins.
 */
import type { Caller } from './api-client.ts';

/** Who takes part, by the keys of the demonstration people. */
export type Cast = {
  educator: string;
  head: string;
  deputy: string;
  association: string;
  tutor: string;
  methodologist: string;
  centre: string;
  administrator: string;
};
export type World = { as: (key: string) => Caller; idOf: (key: string) => string };

export const firstSchool: Cast = {
  educator: 'teacher1',
  head: 'head1',
  deputy: 'deputy1',
  association: 'association1',
  tutor: 'tutor1',
  methodologist: 'methodologist1',
  centre: 'centre',
  administrator: 'administrator',
};
export const secondSchool: Cast = {
  ...firstSchool,
  educator: 'teacher5',
  head: 'head2',
  deputy: 'deputy2',
  association: 'association2',
};

type PlannedItem = {
  id: string;
  part: string;
  kind: string;
  from?: string;
  to?: string;
  marks: string[];
  deficits?: string[];
  words: Record<string, string>;
};

export function daysFrom(instant: string | Date, days: number): string {
  return new Date(new Date(instant).getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

export class BashkortostanLife {
  readonly world: World;
  readonly cast: Cast;
  iom = '';

  constructor(world: World, cast: Cast = firstSchool) {
    this.world = world;
    this.cast = cast;
  }

  as(part: keyof Cast): Caller {
    return this.world.as(this.cast[part]);
  }
  idOf(part: keyof Cast): string {
    return this.world.idOf(this.cast[part]);
  }
  do(part: keyof Cast, act: object): Promise<unknown> {
    return this.as(part).act(this.iom, { as: rolesOfCast[part], ...act });
  }

  request(): object {
    return {
      educator: this.idOf('educator'),
      as: 'educator',
      way: 'personalRequest',
      fields: { questionsOrInterests: 'Как вести проектную работу в 7 классе' },
    };
  }
  async opened(): Promise<this> {
    this.iom = await this.as('educator').open(this.request());
    return this;
  }

  readonly meeting = {
    act: 'record',
    duty: 'openingMeeting',
    fields: {
      date: '2026-09-01',
      participants: 'руководители двух школ',
      tutorCooperation: 'тьютор встречается с заместителем раз в месяц',
      draftOrder: 'проект распорядительного акта',
    },
  };
  team(people: Partial<Record<string, string>> = {}): {
    act: 'assign';
    duty: 'team';
    people: Record<string, string>;
    fields: Record<string, string>;
  } {
    const all = {
      tutor: this.idOf('tutor'),
      regionalMethodologist: this.idOf('methodologist'),
      deputyHead: this.idOf('deputy'),
      subjectAssociationHead: this.idOf('association'),
      ...people,
    };
    return {
      act: 'assign',
      duty: 'team',
      people: all as Record<string, string>,
      fields: { orderNumber: '15', date: '2026-09-02' },
    };
  }
  async teamed(): Promise<this> {
    await this.do('centre', this.meeting);
    await this.do('centre', this.team());
    return this;
  }

  readonly diagnostics = {
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
  readonly needs = {
    act: 'record',
    duty: 'needs',
    fields: {
      deficits: 'методика проектной работы',
      difficulties: 'оценивание',
      needs: 'примеры',
      requests: 'стажировка',
    },
  };
  async diagnosed(): Promise<this> {
    await this.do('educator', this.diagnostics);
    await this.do('methodologist', this.needs);
    return this;
  }

  /** ЦНППМ approves the Программа before a card may name it. */
  async programmeApproved(): Promise<this> {
    return this.decide('centre', 'approveProgramme', { fields: { programme: 'Современный урок', date: '2026-09-05' } });
  }

  items(from = new Date()): PlannedItem[] {
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
  draft(items: PlannedItem[] = this.items()): object {
    return { act: 'plan', duty: 'draft', plan: { items, deficits: ['methodological'] } };
  }
  async drafted(items?: PlannedItem[]): Promise<this> {
    await this.do('tutor', this.draft(items));
    return this;
  }

  /** What a verdict must name of what its giver saw: the round of the duty and the version of the plan. */
  async verdict(duty: string, more: object = {}): Promise<object> {
    const iom = await this.as('centre').read(this.iom);
    const open = (iom['waiting'] as { duty: string; round: number }[]).find((each) => each.duty === duty);
    return { act: 'decide', duty, round: open?.round ?? 1, planVersion: iom['planVersion'], ...more };
  }
  async decide(part: keyof Cast, duty: string, more: object = {}): Promise<this> {
    await this.do(part, await this.verdict(duty, more));
    return this;
  }
  async signed(): Promise<this> {
    await this.decide('methodologist', 'signCard');
    return this.decide('educator', 'signCard');
  }
  async agreed(): Promise<this> {
    return this.decide('centre', 'agree');
  }
  async approved(): Promise<this> {
    return this.decide('head', 'approve');
  }

  /** From the request to the approved card, whoever has to act. */
  async underWay(): Promise<this> {
    await this.opened();
    await this.teamed();
    await this.diagnosed();
    await this.programmeApproved();
    await this.drafted();
    await this.signed();
    await this.agreed();
    return this.approved();
  }

  async started(): Promise<this> {
    await this.do('tutor', { act: 'record', duty: 'startMark', fields: { date: '2026-10-01' } });
    return this;
  }
  async completed(...items: string[]): Promise<this> {
    const fields = { report: 'отчёт', result: 'результат', presentationForm: 'выступление' };
    for (const item of items) await this.do('educator', { act: 'completeItem', item, fields });
    return this;
  }
  async carriedOut(): Promise<this> {
    await this.started();
    return this.completed('i1', 'i2');
  }
  readonly conclusions = { act: 'record', duty: 'conclusions', fields: { results: 'дефицит устранён' } };
  async reflected(): Promise<this> {
    const { levels } = this.diagnostics.fields;
    await this.do('tutor', { act: 'record', duty: 'completionMark', fields: { date: '2027-04-01' } });
    await this.do('tutor', {
      act: 'record',
      duty: 'finalDiagnostics',
      outcome: 'removed',
      fields: { levels: { ...levels, methodological: 'high' } },
    });
    await this.do('educator', {
      act: 'record',
      duty: 'selfAnalysis',
      fields: { analysis: 'самоанализ', satisfaction: 'довольна' },
    });
    await this.do('educator', {
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
    });
    await this.do('deputy', {
      act: 'record',
      duty: 'monitoring',
      fields: { results: 'результаты', observations: 'наблюдения', sources: 'уроки' },
    });
    await this.do(
      'tutor',
      await this.verdict('tutorConclusion', {
        outcome: 'success',
        fields: { comparison: 'рост', optimality: 'оптимально' },
      }),
    );
    return this;
  }
  async concluded(): Promise<this> {
    await this.do('methodologist', this.conclusions);
    await this.decide('methodologist', 'signConclusions');
    await this.decide('head', 'signConclusions');
    return this.decide('educator', 'acknowledgeConclusions');
  }
}

const rolesOfCast: Record<keyof Cast, string> = {
  educator: 'educator',
  head: 'schoolHead',
  deputy: 'deputyHead',
  association: 'subjectAssociationHead',
  tutor: 'tutor',
  methodologist: 'regionalMethodologist',
  centre: 'cnppmHead',
  administrator: 'regionalAdministrator',
};
