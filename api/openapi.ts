/** The OpenAPI 3.1 document, made of the table of operations. */
import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import type { ResponseConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import type { OperationId } from '../domain/permissions.ts';
import type { Operation } from './operations/operation.ts';
import { operationIds, operationOf } from './operations/operations.ts';
import type { ProblemCode } from './problem-codes.ts';
import { statusOf } from './problem-codes.ts';
import { wordsInRussian } from './problem-words-ru.ts';
import { ProblemDocument } from './problems.ts';

export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>;

export function openApiDocument(publicUrl: string, ids: readonly OperationId[] = operationIds): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' });
  for (const id of ids) registry.registerPath({ operationId: id, ...pathOf(operationOf(id)) });
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Маршрут',
      version: '1.0.0',
      description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: publicUrl }],
  });
}

const description = [
  'Индивидуальные образовательные маршруты педагогов (ИОМ).',
  'Каждый POST несёт Idempotency-Key: повтор с тем же ключом и телом получает тот же ответ.',
  'ETag начинается с номера последнего действия людей; с If-Match действие отклоняется (412), если с тех пор действовал кто-то ещё.',
  'Ответ 2xx значит, что действие записано. 503 outcomeUnknown значит, что исход пока неизвестен: повторите с тем же ключом.',
].join('\n\n');

function pathOf(operation: Operation) {
  const { method, path, summary, about, params, query, body, open } = operation;
  const headers = headersOf(operation);
  return {
    method,
    path,
    summary,
    tags: [about],
    security: open ? [] : [{ bearer: [] }],
    request: {
      ...(params && { params }),
      ...(query && { query }),
      ...(headers && { headers }),
      ...(body && { body: { required: true, content: { 'application/json': { schema: body } } } }),
    },
    responses: { ...problemsOf(operation.problems), ...answerOf(operation) },
  };
}

function headersOf({ keyed, ifMatch }: Operation): z.ZodObject | undefined {
  if (!keyed) return undefined;
  return z.object({
    'Idempotency-Key': z.uuid().describe('Новый для каждого действия, тот же при повторе'),
    ...(ifMatch && { 'If-Match': z.string().optional().describe('ETag, который вы видели') }),
  });
}

function answerOf({ answer, path, keyed }: Operation): Record<string, ResponseConfig> {
  const content = { [answer.type ?? 'application/json']: { schema: answer.schema } };
  const headers = {
    ...(path.includes('/ioms') && { ETag: { schema: { type: 'string' as const } } }),
    ...(keyed && answer.status === 201 && { Location: { schema: { type: 'string' as const } } }),
  };
  const ready = { [String(answer.status)]: { description: answer.description, content, headers } };
  return path === '/readyz' ? { ...ready, 503: { description: 'Не готов', content } } : ready;
}

/** One answer per status, which names every code it may carry. */
function problemsOf(codes: readonly ProblemCode[]): Record<string, ResponseConfig> {
  const byStatus = Object.groupBy(codes, (code) => String(statusOf[code]));
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, those = []]) => [
      status,
      {
        description: those.map((code) => `\`${code}\` — ${wordsInRussian[code][0]}`).join('; '),
        content: { 'application/problem+json': { schema: ProblemDocument } },
      },
    ]),
  );
}
