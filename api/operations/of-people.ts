/** What a person asks beside a route: the own duties, what became of a request, the law; and the sandbox's clock. */
import { z } from 'zod';
import * as answers from '../answers.ts';
import type { Operation } from './operation.ts';
import { IomNumber, limit, reading, writing } from './operation.ts';

export const ofPeople = {
  readInbox: {
    method: 'get',
    path: '/api/v1/inbox',
    summary: 'Мои открытые обязанности, ближайшие сроки первыми',
    about: 'Мои дела',
    query: z.strictObject({ limit, after: z.string().max(400).optional().describe('Из next прежней страницы') }),
    answer: { status: 200, description: 'Обязанности', schema: answers.InboxPage },
    problems: [...reading, 'malformed'],
  },
  readOperation: {
    method: 'get',
    path: '/api/v1/operations/{key}',
    summary: 'Чем кончилось действие с этим Idempotency-Key',
    about: 'Мои дела',
    params: z.object({ key: z.uuid() }),
    answer: { status: 200, description: 'Исход', schema: answers.OperationView },
    problems: reading,
  },
  listRegulations: {
    method: 'get',
    path: '/api/v1/regulations',
    summary: 'Редакции положений',
    about: 'Положения',
    answer: { status: 200, description: 'Редакции', schema: answers.RegulationList },
    problems: reading,
  },
  readRegulation: {
    method: 'get',
    path: '/api/v1/regulations/{edition}',
    summary: 'Одна редакция целиком: этапы, обязанности, сроки, пункты',
    about: 'Положения',
    params: z.object({
      edition: z
        .string()
        .regex(/^[a-z0-9][a-z0-9.-]{0,80}$/)
        .describe('Хеш или название редакции'),
    }),
    answer: { status: 200, description: 'Редакция', schema: answers.RegulationView },
    problems: reading,
  },
  fastForward: {
    method: 'post',
    path: '/api/v1/sandbox/fast-forward',
    summary: 'Только в песочнице: перевести часы одного маршрута вперёд',
    about: 'Песочница',
    body: z
      .strictObject({
        iom: IomNumber.shape.id,
        by: z
          .string()
          .regex(/^[1-9][0-9]{0,2} (minute|hour|day|week|month|year)s?$/)
          .meta({ description: 'На сколько', example: '6 months' }),
      })
      .meta({ id: 'FastForward' }),
    answer: { status: 200, description: 'Переведены', schema: answers.FastForwarded },
    problems: [...writing, 'routeClosed', 'stillOpening'],
  },
} satisfies Record<string, Operation>;
