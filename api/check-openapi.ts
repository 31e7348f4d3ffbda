/** Part of npm run check: document, routes, permissions and problems say the same, and the document is valid OpenAPI 3.1. */
import { Validator } from '@seriousme/openapi-schema-validator';
import { pino } from 'pino';
import { actNames } from '../domain/acts.ts';
import { actPermissions, operationPermissions, relations } from '../domain/permissions.ts';
import { createApp } from './app.ts';
import type { OpenApiDocument } from './openapi.ts';
import { openApiDocument } from './openapi.ts';
import type { ApiParts } from './parts.ts';
import { problemCodes } from './problem-codes.ts';

type Layer = { route?: { path: string; stack: { method?: string }[] } };

/** Everything that does not agree, as sentences; empty when all is well. */
export async function disagreements(document: OpenApiDocument, layers: readonly Layer[]): Promise<string[]> {
  const described = operationsIn(document);
  return [
    ...(await invalid(document)),
    ...differences(
      described.map(({ address }) => address),
      routesIn(layers),
      'the document',
      'the app',
    ),
    ...differences(
      described.map(({ id }) => id),
      Object.keys(operationPermissions),
      'the document',
      'operationPermissions',
    ),
    ...differences([...actNames], Object.keys(actPermissions), 'the acts', 'actPermissions'),
    ...differences([...actsIn(document), 'open'], [...actNames], 'the document', 'the acts'),
    ...incomplete({ ...operationPermissions, ...actPermissions }),
    ...undocumented(document),
  ];
}

async function invalid(document: OpenApiDocument): Promise<string[]> {
  const validator = new Validator();
  // it changes what it is given
  const { valid, errors } = await validator.validate({ ...structuredClone(document) });
  if (valid && validator.version === '3.1') return [];
  return [`the document is not valid OpenAPI 3.1: ${JSON.stringify(errors)}`];
}

function operationsIn({ paths = {} }: OpenApiDocument): { id: string; address: string }[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, { operationId?: string }>).map(([method, { operationId = '' }]) => ({
      id: operationId,
      address: `${method} ${path}`,
    })),
  );
}

/** Files of the docs page are no operations; `all` only refuses what the others do not take. */
export function routesIn(layers: readonly Layer[]): string[] {
  const routes = layers.flatMap(({ route }) => (route ? [route] : []));
  return routes.flatMap(({ path, stack }) => {
    const methods = new Set(stack.flatMap(({ method }) => (method ? [method] : [])));
    return [...methods].map((method) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
  });
}

function actsIn({ components }: OpenApiDocument): string[] {
  return Object.keys(components?.schemas ?? {}).flatMap((name) => (name.startsWith('Act_') ? [name.slice(4)] : []));
}

function differences(one: string[], other: string[], nameOfOne: string, nameOfOther: string): string[] {
  return [
    ...one.filter((each) => !other.includes(each)).map((each) => `${nameOfOne} has ${each}, ${nameOfOther} has not`),
    ...other.filter((each) => !one.includes(each)).map((each) => `${nameOfOther} has ${each}, ${nameOfOne} has not`),
  ];
}

function incomplete(rows: Record<string, Record<string, string>>): string[] {
  return Object.entries(rows).flatMap(([name, row]) =>
    relations
      .filter((relation) => !(relation in row))
      .map((relation) => `the row of ${name} says nothing of ${relation}`),
  );
}

function undocumented(document: OpenApiDocument): string[] {
  const text = JSON.stringify(document.paths);
  return problemCodes
    .filter((code) => !text.includes(`\`${code}\``))
    .map((code) => `no operation documents the problem ${code}`);
}

if (import.meta.main) {
  // nothing is asked of these: an app is made, and not listened to
  const nothing = {} as Pick<ApiParts, 'prisma' | 'temporal'>;
  const app = createApp({
    ...nothing,
    taskQueue: '',
    clock: () => new Date(),
    proofKey: '',
    publicUrl: 'http://127.0.0.1:3000',
    editions: [],
    sandbox: true,
    logger: pino({ level: 'silent' }),
  });
  const found = await disagreements(openApiDocument('http://127.0.0.1:3000'), app.router.stack);
  for (const each of found) console.error(each);
  console.log(
    found.length === 0
      ? `${Object.keys(operationPermissions).length} operations and ${actNames.length} acts agree.`
      : '',
  );
  process.exit(found.length === 0 ? 0 : 1);
}
