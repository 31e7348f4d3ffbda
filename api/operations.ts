/** Every operation of the API: address, what it takes, what it answers. Routes, document and matrix are made of this table. */
import { z } from 'zod';
import type { OperationId } from '../domain/permissions.ts';
import { ActBody, OpenBody } from './act-body.ts';
import * as answers from './answers.ts';
import type { ProblemCode } from './problem-codes.ts';

export type Operation = {
  method: 'get' | 'post';
  /** As in OpenAPI: parameters in braces. */
  path: string;
  summary: string;
  about: 'Маршруты' | 'Мои дела' | 'Положения' | 'Песочница' | 'Служба';
  /** Asked for a token? */
  open?: true;
  /** Asked for an Idempotency-Key? */
  keyed?: true;
  ifMatch?: true;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  answer: { status: number; description: string; schema: z.ZodType; type?: string };
  problems: ProblemCode[];
};

const Number = z.object({
  id: z
    .string()
    .regex(/^[A-Z]{3}-[0-9]{4}-[0-9]{6}$/)
    .meta({ description: 'Номер маршрута', example: 'BSH-2026-000001' }),
});
const limit = z.coerce.number().int().min(1).max(100).default(50).describe('Сколько строк, не больше 100');
const reading: ProblemCode[] = [
  'unauthenticated',
  'tokenExpired',
  'notFound',
  'notAcceptable',
  'methodNotAllowed',
  'unexpected',
];
const writing: ProblemCode[] = [
  ...reading,
  'keyMissing',
  'malformed',
  'notJson',
  'tooDeep',
  'bodyTooLarge',
  'unsupportedMediaType',
  'outcomeUnknown',
  'notSent',
];
const route = '/api/v1/ioms/{id}';

export const operations = {
  openIom: {
    method: 'post',
    path: '/api/v1/ioms',
    summary: 'Открыть маршрут: номер, единственность и редакция закрепляются сразу',
    about: 'Маршруты',
    keyed: true,
    body: OpenBody,
    answer: { status: 201, description: 'Открыт', schema: answers.Accepted },
    problems: [
      ...writing,
      ...(['keyReused', 'noEdition', 'employmentUnknown', 'previousUnknown', 'personUnknown'] as const),
      ...(['notYourRole', 'roleNotHeld', 'ownIom', 'notAllowed', 'notCovered', 'alreadyOpen'] as const),
      ...(['fieldsMissing', 'fieldUnknown', 'fieldWrong', 'stillOpening', 'proofInvalid'] as const),
    ],
  },
  readIom: {
    method: 'get',
    path: route,
    summary: 'Маршрут: этап, чего ждёт и от кого, сроки, команда',
    about: 'Маршруты',
    params: Number,
    answer: { status: 200, description: 'Маршрут', schema: answers.IomView },
    problems: reading,
  },
  readTimeline: {
    method: 'get',
    path: `${route}/timeline`,
    summary: 'Всё, что произошло, по порядку',
    about: 'Маршруты',
    params: Number,
    query: z.strictObject({ limit, after: z.coerce.number().int().min(0).default(0).describe('После этой записи') }),
    answer: { status: 200, description: 'Записи', schema: answers.TimelinePage },
    problems: [...reading, 'malformed'],
  },
  readDuties: {
    method: 'get',
    path: `${route}/duties`,
    summary: 'Обязанности: открытые и исполненные',
    about: 'Маршруты',
    params: Number,
    answer: { status: 200, description: 'Обязанности', schema: answers.DutiesView },
    problems: reading,
  },
  readAvailableActs: {
    method: 'get',
    path: `${route}/acts`,
    summary: 'Что вы можете сделать сейчас, а остальное — почему нет',
    about: 'Маршруты',
    params: Number,
    answer: { status: 200, description: 'Действия', schema: answers.ActsView },
    problems: reading,
  },
  readPlan: {
    method: 'get',
    path: `${route}/plan`,
    summary: 'План в нынешней версии',
    about: 'Маршруты',
    params: Number,
    answer: { status: 200, description: 'План', schema: answers.PlanView },
    problems: reading,
  },
  performAct: {
    method: 'post',
    path: `${route}/acts`,
    summary: 'Сделать: внести план, запись, решение, назначение и так далее',
    about: 'Маршруты',
    keyed: true,
    ifMatch: true,
    params: Number,
    body: ActBody,
    answer: { status: 200, description: 'Записано', schema: answers.Accepted },
    problems: [
      ...writing,
      ...([
        'keyReused',
        'staleRevision',
        'stillOpening',
        'notYourRole',
        'roleNotHeld',
        'ownIom',
        'notAssigned',
      ] as const),
      ...([
        'outcomeNotOpenToYou',
        'planChanged',
        'otherRound',
        'routeClosed',
        'routeSuspended',
        'notSuspended',
      ] as const),
      ...(['alreadyActed', 'dutyNotOpen', 'wrongStage', 'notInThisStage', 'itemClosed', 'partNotInForce'] as const),
      ...([
        'amendmentPending',
        'alreadyOpen',
        'wrongAct',
        'unknownOutcome',
        'commentRequired',
        'reasonRequired',
      ] as const),
      ...(['fieldsMissing', 'fieldUnknown', 'fieldWrong', 'outsideNotAllowed', 'outsideInFuture'] as const),
      ...(['planBreaksRule', 'itemUnknown', 'itemTwice', 'kindUnknown', 'markUnknown', 'competenceUnknown'] as const),
      ...([
        'amendmentUnknown',
        'notAllowed',
        'notCovered',
        'wordsUnknown',
        'personUnknown',
        'personNotEligible',
      ] as const),
      ...(['termFixedByLaw', 'termInPast', 'tooLong', 'tooOften', 'onlyTheseChanges'] as const),
      ...(['notThroughThisDoor', 'proofInvalid'] as const),
    ],
  },
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
        iom: Number.shape.id,
        by: z
          .string()
          .regex(/^[1-9][0-9]{0,2} (minute|hour|day|week|month|year)s?$/)
          .meta({ description: 'На сколько', example: '6 months' }),
      })
      .meta({ id: 'FastForward' }),
    answer: { status: 200, description: 'Переведены', schema: answers.FastForwarded },
    problems: [...writing, 'routeClosed', 'stillOpening'],
  },
  readHealth: {
    method: 'get',
    path: '/healthz',
    summary: 'Жив ли процесс',
    about: 'Служба',
    open: true,
    answer: { status: 200, description: 'Жив', schema: answers.Health },
    problems: ['notAcceptable', 'methodNotAllowed'],
  },
  readReadiness: {
    method: 'get',
    path: '/readyz',
    summary: 'Доступны ли база данных и Temporal; 503, если нет',
    about: 'Служба',
    open: true,
    answer: { status: 200, description: 'Готов', schema: answers.Readiness },
    problems: ['notAcceptable', 'methodNotAllowed'],
  },
  readMetrics: {
    method: 'get',
    path: '/metrics',
    summary: 'Показатели для Prometheus',
    about: 'Служба',
    open: true,
    answer: { status: 200, description: 'Показатели', schema: z.string(), type: 'text/plain' },
    problems: ['methodNotAllowed'],
  },
  readOpenApi: {
    method: 'get',
    path: '/openapi.json',
    summary: 'Этот документ',
    about: 'Служба',
    open: true,
    answer: { status: 200, description: 'OpenAPI 3.1', schema: z.looseObject({ openapi: z.string() }) },
    problems: ['notAcceptable', 'methodNotAllowed'],
  },
  readDocs: {
    method: 'get',
    path: '/docs',
    summary: 'Этот документ для людей',
    about: 'Служба',
    open: true,
    answer: { status: 200, description: 'Страница', schema: z.string(), type: 'text/html' },
    problems: ['methodNotAllowed'],
  },
} satisfies Record<OperationId, Operation>;

export const operationIds = Object.keys(operations) as OperationId[];
export function operationOf(id: OperationId): Operation {
  return operations[id];
}
/** The address as Express writes it. */
export function pathOf({ path }: Operation): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}
