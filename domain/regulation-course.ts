/** The course of a route as a whole: its term, changes on the way, pauses, and how it closes. */
import { z } from 'zod';
import { Ending, StageName, Successor } from './regulation-duties.ts';
import { Condition, Rule } from './regulation-rules.ts';
import { basis, Code, Codes, Term, Title } from './regulation-words.ts';

const tells = z.array(Code).default([]).describe('Кого известить: роли');
const stages = z.array(StageName).min(1).describe('На каких этапах');
const by = Codes.describe('Кто: роли');

export const RouteTerm = z
  .strictObject({
    from: Code.describe('С исполнения какой обязанности идёт срок'),
    until: z
      .union([
        z.strictObject({ stageEnds: StageName }),
        z.strictObject({ fulfilled: Code.describe('Исполнена эта обязанность') }),
      ])
      .describe('Чем срок кончается: концом этапа (stageEnds) или обязанностью (fulfilled)'),
    atLeast: z
      .strictObject({
        term: Term,
        early: z.enum(['hold', 'warn']).describe('Если закончили раньше: hold — ждать, warn — предупредить'),
        overriddenBy: Codes.describe('Кто может разрешить раньше: роли'),
        ...basis,
      })
      .optional()
      .describe('Наименьший срок'),
    atMost: z.strictObject({ term: Term, ...basis }).describe('Наибольший срок'),
    remind: z.array(Term).default([]).describe('За сколько до конца напомнить'),
    lapse: z
      .strictObject({
        tells: Codes.describe('Кого известить в первый день: роли'),
        escalate: Code.optional().describe('Кого потом: цепочка из escalations'),
        ...basis,
      })
      .describe('Когда срок истёк'),
    ...basis,
  })
  .describe('Срок маршрута');

export const Milestone = z
  .strictObject({
    milestone: Code.describe('Код отметки'),
    title: Title.describe('Название по-русски'),
    when: z.array(Rule).min(1).describe('Когда соблюдено всё это'),
    tells,
    ...basis,
  })
  .meta({ id: 'Milestone', description: 'Отметка, которую система ставит сама' });

export const Amendment = z
  .strictObject({
    amendment: Code.describe('Код изменения'),
    title: Title.describe('Название по-русски'),
    part: Code.optional().describe('Только эта часть, из parts'),
    by,
    stages,
    inForceAfter: z.array(Code).describe('Какие обязанности (с when: amended) должны быть исполнены, чтобы оно вступило в силу'),
    tells,
    ...basis,
  })
  .meta({ id: 'Amendment', description: 'Изменение плана на ходу' });

export const Proposal = z
  .strictObject({
    by,
    only: Codes.optional().describe('Только об этих предметах, из proposalTopics'),
    stages,
    tells,
    ...basis,
  })
  .meta({ id: 'Proposal', description: 'Кто может вносить предложения' });

export const Notice = z
  .strictObject({ title: Title.describe('Название по-русски'), by, tells, ...basis })
  .meta({ id: 'Notice', description: 'Сообщение, вопрос, просьба о помощи' });

export const Prolongation = z.strictObject({
  by,
  atMost: Term,
  times: z.int().positive().describe('Сколько раз'),
  ...basis,
});
export const ByWhom = z.strictObject({ by, ...basis });

export const Closing = z
  .strictObject({
    tells: Codes.describe('Кого известить: роли'),
    cases: z
      .array(
        z.strictObject({
          onlyIf: Condition.optional(),
          outcome: Ending,
          successor: Successor.optional(),
          ...basis,
        }),
      )
      .min(1)
      .describe('Действует первая подходящая строка; последняя — без условия'),
    ...basis,
  })
  .describe('Завершение');
