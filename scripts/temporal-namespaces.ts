/** What the product needs on any Temporal server of its own: a namespace for each region, and its search attributes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isGrpcServiceError } from '@temporalio/client';
import type { Connection } from '@temporalio/client';
import { msToTs, tsToMs } from '@temporalio/common/lib/time.js';
import proto from '@temporalio/proto';

const Type = proto.temporal.api.enums.v1.IndexedValueType;

/** A closed route stays to be looked at for 400 days; open ones stay in any case. */
const RETENTION = msToTs('400 days');

/** Codes and ids only: they are stored as plain text. */
export const searchAttributes = {
  IomStage: Type.INDEXED_VALUE_TYPE_KEYWORD,
  IomWaitingFor: Type.INDEXED_VALUE_TYPE_KEYWORD_LIST,
  IomWaitingSince: Type.INDEXED_VALUE_TYPE_DATETIME,
  IomDueAt: Type.INDEXED_VALUE_TYPE_DATETIME,
  IomFlags: Type.INDEXED_VALUE_TYPE_KEYWORD_LIST,
  IomOrganisation: Type.INDEXED_VALUE_TYPE_KEYWORD,
  IomMunicipality: Type.INDEXED_VALUE_TYPE_KEYWORD,
  IomEdition: Type.INDEXED_VALUE_TYPE_KEYWORD,
};

const USABLE_WITHIN_MS = 90_000;
const GRPC_NOT_FOUND = 5;
const GRPC_ALREADY_EXISTS = 6;

/** May be called again and by several at once. Returns when every namespace can be used with every attribute. */
export async function setUpNamespaces(connection: Connection, namespaces: readonly string[]): Promise<void> {
  await Promise.all(namespaces.map((namespace) => setUp(connection, namespace)));
}

async function setUp(connection: Connection, namespace: string): Promise<void> {
  await ensureNamespace(connection, namespace);
  const { customAttributes } = await eventually(async () =>
    connection.operatorService.listSearchAttributes({ namespace }),
  );
  const missing = Object.entries(searchAttributes).filter(([name]) => customAttributes[name] === undefined);
  if (missing.length > 0) {
    await connection.operatorService
      .addSearchAttributes({ namespace, searchAttributes: Object.fromEntries(missing) })
      .catch((error: unknown) => ignore(error, GRPC_ALREADY_EXISTS));
  }
  // a server learns of them from its cache, which it renews within a minute
  const query = Object.keys(searchAttributes)
    .map((name) => `${name} IS NULL`)
    .join(' AND ');
  await eventually(async () => connection.workflowService.countWorkflowExecutions({ namespace, query }));
}

async function ensureNamespace({ workflowService }: Connection, namespace: string): Promise<void> {
  const found = await workflowService
    .describeNamespace({ namespace })
    .catch((error: unknown) => ignore(error, GRPC_NOT_FOUND));
  if (found === undefined) {
    await workflowService
      .registerNamespace({ namespace, workflowExecutionRetentionPeriod: RETENTION })
      .catch((error: unknown) => ignore(error, GRPC_ALREADY_EXISTS));
    return;
  }
  if (tsToMs(found.config?.workflowExecutionRetentionTtl) >= tsToMs(RETENTION)) return;
  await workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl: RETENTION } });
}

function ignore(error: unknown, code: number): undefined {
  if (isGrpcServiceError(error) && (error.code as number) === code) return;
  throw error;
}

async function eventually<T>(ask: () => Promise<T>): Promise<T> {
  const until = Date.now() + USABLE_WITHIN_MS;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > until) throw error;
      await sleep(100);
    }
  }
}
