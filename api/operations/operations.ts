/** Every operation of the API: address, what it takes, what it answers. Routes, document and matrix are made of this table. */
import type { OperationId } from '../../domain/permissions.ts';
import { ofPeople } from './of-people.ts';
import { ofRoutes } from './of-routes.ts';
import { ofService } from './of-service.ts';
import type { Operation } from './operation.ts';

export const operations = { ...ofRoutes, ...ofPeople, ...ofService } satisfies Record<OperationId, Operation>;

export const operationIds = Object.keys(operations) as OperationId[];
export function operationOf(id: OperationId): Operation {
  return operations[id];
}
/** The address as Express writes it. */
export function pathOf({ path }: Operation): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}
