/** What a route consists of: parts with their kinds of items, and the records people make. */
import { z } from 'zod';
import { basis, Code, Fields, namingAny, namingSome, Title, Titles } from './regulation-words.ts';

const Step = z
  .strictObject({
    step: Code.describe('Код шага'),
    title: Title.describe('Название по-русски'),
    by: namingSome('role', 'Кто: роли'),
    kinds: namingSome('kind', 'Только для этих видов мероприятий').optional(),
    ...basis,
  })
  .meta({ id: 'Step', description: 'Шаг, без которого мероприятие не завершить (заявка, заключение, справка)' });

export const Part = z
  .strictObject({
    title: Title.describe('Название части по-русски'),
    kinds: Titles.describe('Виды мероприятий: код — название'),
    beginsAfter: namingSome('duty', 'После каких обязанностей можно начинать'),
    completedBy: namingSome('role', 'Кто отмечает выполнение: роли'),
    completionNeeds: Fields.default({}).describe('Что указывают при отметке о выполнении'),
    outcomes: Titles.default({ done: 'выполнено' }).describe(
      'Итоги мероприятия: код — название; один обычный и, если есть, неудача',
    ),
    failed: Code.optional().describe('Какой из итогов означает неудачу'),
    failureTells: namingAny('role', 'Кого известить о неудаче: роли').default([]),
    impossibleBy: namingAny('role', 'Кто сообщает, что мероприятие не состоится: роли').default([]),
    reorderedBy: namingAny('role', 'Кто меняет порядок мероприятий без нового решения: роли').default([]),
    steps: z.array(Step).default([]).describe('Шаги внутри мероприятия'),
    ...basis,
  })
  .meta({ id: 'Part', description: 'Часть маршрута' });

export const Record = z
  .strictObject({
    title: Title.describe('Название записи, как в акте'),
    fields: Fields.describe('Обязательные графы'),
    optional: Fields.default({}).describe('Необязательные графы'),
    ...basis,
  })
  .meta({ id: 'Record', description: 'Запись: что о чём пишут' });
