/** The course of a route as a whole: its term, changes on the way, pauses, and how it closes. */
import { z } from 'zod';
import { Ending, StageName, Successor } from './regulation-duties.ts';
import { Condition, Rule } from './regulation-rules.ts';
import { basis, Code, naming, namingAny, namingSome, Term, Title } from './regulation-words.ts';

const tells = namingAny('role', 'Кого известить: роли').default([]);
const stages = z.array(StageName).min(1).describe('На каких этапах');
const by = namingSome('role', 'Кто: роли');

export const RouteTerm = z
  .strictObject({
    from: naming('duty', 'С исполнения какой обязанности идёт срок'),
    until: z
      .union([
        z.strictObject({ stageEnds: StageName }),
        z.strictObject({ fulfilled: naming('duty', 'Исполнена эта обязанность') }),
      ])
      .describe('Чем срок кончается: концом этапа (stageEnds) или обязанностью (fulfilled)'),
    atLeast: z
      .strictObject({
        term: Term,
        early: z.enum(['hold', 'warn']).describe('Если закончили раньше: hold — ждать, warn — предупредить'),
        overriddenBy: namingSome('role', 'Кто может разрешить раньше: роли'),
        ...basis,
      })
      .optional()
      .describe('Наименьший срок'),
    atMost: z.strictObject({ term: Term, ...basis }).describe('Наибольший срок'),
    remind: z.array(Term).default([]).describe('За сколько до конца напомнить'),
    lapse: z
      .strictObject({
        tells: namingSome('role', 'Кого известить в первый день: роли'),
        escalate: naming('escalation', 'Кого потом: цепочка из escalations').optional(),
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
    part: naming('part', 'Только эта часть, из parts').optional(),
    by,
    stages,
    inForceAfter: namingAny(
      'duty',
      'Какие обязанности (с when: amended) должны быть исполнены, чтобы оно вступило в силу',
    ),
    tells,
    ...basis,
  })
  .meta({ id: 'Amendment', description: 'Изменение плана на ходу' });

export const Proposal = z
  .strictObject({
    by,
    only: namingSome('topic', 'Только об этих предметах, из proposalTopics').optional(),
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
    tells: namingSome('role', 'Кого известить: роли'),
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
