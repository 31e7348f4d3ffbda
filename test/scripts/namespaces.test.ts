import { randomUUID } from 'node:crypto';
import { Connection } from '@temporalio/client';
import { searchAttributes, setUpNamespaces } from '../../scripts/temporal-namespaces.ts';

test('a namespace is set up once, by several at once and again, and keeps closed routes for 400 days', async () => {
  const connection = await Connection.connect({ address: process.env['TEST_TEMPORAL_ADDRESS'] ?? '' });
  const namespace = `iom-${randomUUID()}`;
  await Promise.all([setUpNamespaces(connection, [namespace]), setUpNamespaces(connection, [namespace])]);
  await setUpNamespaces(connection, [namespace]);
  const { config } = await connection.workflowService.describeNamespace({ namespace });
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  await connection.close();
  expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(400 * 86_400);
  expect(customAttributes).toEqual(searchAttributes);
});
