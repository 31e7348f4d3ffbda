/**
 * The steps of one route under Bashkortostan's edition, as people would take them through the public API: for the
 * demonstration, the tour and the tests. Each step leaves the route where the next one begins.
 */
import type { Caller } from './api-client.ts';
import {
  conclusions,
  diagnostics,
  meeting,
  needs,
  items as plannedItems,
  completionMark,
  finalDiagnostics,
  selfAnalysis,
  finalEvent,
  monitoring,
} from './bashkortostan-papers.ts';
import type { PlannedItem } from './bashkortostan-papers.ts';
import type { Cast } from './cast.ts';
import { firstSchool, rolesOfCast } from './cast.ts';

export type World = { as: (key: string) => Caller; idOf: (key: string) => string };

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
      people: all,
      fields: { orderNumber: '15', date: '2026-09-02' },
    };
  }
  met(): Promise<unknown> {
    return this.do('centre', meeting);
  }
  named(): Promise<unknown> {
    return this.do('centre', this.team());
  }
  async teamed(): Promise<this> {
    await this.met();
    await this.named();
    return this;
  }

  tested(): Promise<unknown> {
    return this.do('educator', diagnostics);
  }
  needed(): Promise<unknown> {
    return this.do('methodologist', needs);
  }
  async diagnosed(): Promise<this> {
    await this.tested();
    await this.needed();
    return this;
  }

  /** ЦНППМ approves the Программа before a card may name it. */
  async programmeApproved(): Promise<this> {
    return this.decide('centre', 'approveProgramme', { fields: { programme: 'Современный урок', date: '2026-09-05' } });
  }

  draft(items: PlannedItem[] = plannedItems()): object {
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

  /** From the request to a draft that waits for signatures, whoever has to act. */
  async upToDraft(): Promise<this> {
    await this.opened();
    await this.teamed();
    await this.diagnosed();
    await this.programmeApproved();
    return this.drafted();
  }
  async upToAgreement(): Promise<this> {
    await this.upToDraft();
    return this.signed();
  }
  async underWay(): Promise<this> {
    await this.upToAgreement();
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
  async reflected(): Promise<this> {
    await this.do('tutor', completionMark);
    await this.do('tutor', finalDiagnostics);
    await this.do('educator', selfAnalysis);
    await this.do('educator', finalEvent);
    await this.do('deputy', monitoring);
    return this.judged();
  }
  judged(): Promise<this> {
    const fields = { comparison: 'рост', optimality: 'оптимально' };
    return this.decide('tutor', 'tutorConclusion', { outcome: 'success', fields });
  }
  async concluded(): Promise<this> {
    await this.do('methodologist', conclusions);
    await this.decide('methodologist', 'signConclusions');
    await this.decide('head', 'signConclusions');
    return this.decide('educator', 'acknowledgeConclusions');
  }
}
