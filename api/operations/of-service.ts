/** The process itself, for those who run it and those who build on it. */
import { z } from 'zod';
import * as answers from '../answers.ts';
import type { Operation } from './operation.ts';

export const ofService = {
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
} satisfies Record<string, Operation>;
