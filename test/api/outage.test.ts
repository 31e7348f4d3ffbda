import { randomUUID } from 'node:crypto';
import {
  Connection,
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { createApp } from '../../api/app.ts';
import { meaningOf } from '../../api/temporal-errors.ts';
import { createTemporal } from '../../api/temporal.ts';
import { refusalReasons } from '../../domain/refusals.ts';
import { TestApi } from '../support/api.ts';
import { openRoute } from '../support/routes.ts';

let api: TestApi;
let nowhere: Connection;
beforeAll(async () => {
  api = await TestApi.open();
  nowhere = Connection.lazy({ address: '127.0.0.1:1' });
});
afterAll(async () => {
  await nowhere.close();
  await api.close();
});

const reflect = { act: 'record', as: 'educator', duty: 'reflect', fields: { entry: 'записал' } };

test('an answer that does not come in time is unknown, and the same key finds out', async () => {
  const route = await openRoute(api, 'teacher1');
  const path = `/api/v1/ioms/${route.id}/acts`;
  const key = randomUUID();
  const { prisma } = api.database;
  const [locked, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const holding = prisma.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM ioms WHERE id = ${route.id} FOR NO KEY UPDATE`;
      locked.resolve();
      await held.promise;
    },
    { timeout: 8_000 },
  );
  await locked.promise;
  const impatient = api.with(createApp({ ...api.parts, patience: 400 }));
  const { status, body, headers } = await impatient.post('teacher1', path, reflect, { 'Idempotency-Key': key });
  const operation = `/api/v1/operations/${key}`;
  expect([status, body.code, body.operation]).toEqual([503, 'outcomeUnknown', operation]);
  expect(headers).toMatchObject({ 'retry-after': '5', link: `<${operation}>; rel="monitor"` });
  expect((await api.get('teacher1', operation)).body.state).toBe('unknown');
  held.resolve();
  await holding;
  const again = await api.post('teacher1', path, reflect, { 'Idempotency-Key': key });
  expect([again.status, again.body.actRevision]).toEqual([200, 2]);
  expect((await api.get('teacher1', operation)).body).toMatchObject({ state: 'done', revision: 2 });
  expect(await prisma.entry.count({ where: { iomId: route.id } })).toBe(2);
});

test('without a worker an opening is unknown, its number stays, and nobody else gets the place', async () => {
  const request = {
    educator: 'p-bshteacher2',
    as: 'educator',
    way: 'personalRequest',
    fields: { questionsOrInterests: 'Как?' },
  };
  const unworked = api.with(createApp({ ...api.parts, patience: 400, taskQueue: `nobody-${randomUUID()}` }));
  const { status, body } = await unworked.post('teacher2', '/api/v1/ioms', request);
  expect([status, body.code]).toEqual([503, 'outcomeUnknown']);
  const row = await api.database.prisma.iom.findFirstOrThrow({ where: { educatorId: 'p-bshteacher2' } });
  expect(row.state).toBe('opening');
  expect((await api.post('teacher2', '/api/v1/ioms', request)).body).toMatchObject({
    code: 'alreadyOpen',
    details: [row.id],
  });
});

test('without Temporal nothing is sent, nothing is reserved, reading goes on, and the process is not ready', async () => {
  const route = await openRoute(api, 'teacher3');
  const alone = api.with(createApp({ ...api.parts, temporal: createTemporal(nowhere) }));
  const act = await alone.post('teacher3', `/api/v1/ioms/${route.id}/acts`, reflect);
  const opening = {
    educator: 'p-bshteacher4',
    as: 'educator',
    way: 'personalRequest',
    fields: { questionsOrInterests: 'Как?' },
  };
  const opened = await alone.post('teacher4', '/api/v1/ioms', opening);
  expect([act.status, act.body.code, opened.body.code]).toEqual([503, 'notSent', 'notSent']);
  expect(await api.database.prisma.iom.count({ where: { educatorId: 'p-bshteacher4' } })).toBe(0);
  expect((await alone.get('teacher3', `/api/v1/ioms/${route.id}`)).status).toBe(200);
  const ready = await alone.get(null, '/readyz');
  expect([ready.status, ready.body]).toEqual([503, { state: 'notReady', database: true, temporal: false }]);
});

test('a run that is gone: unknown while the row says it is running, closed when the row says so', async () => {
  const route = await openRoute(api, 'teacher4');
  const { prisma } = api.database;
  await api.lab.client.workflow.getHandle(`iom-${route.id}`).terminate();
  const path = `/api/v1/ioms/${route.id}/acts`;
  expect((await api.post('teacher4', path, reflect)).body.code).toBe('outcomeUnknown');
  await prisma.iom.update({ where: { id: route.id }, data: { state: 'closed', outcome: 'cancelled' } });
  const closed = await api.post('administrator', path, { act: 'retryMail', as: 'regionalAdministrator' });
  expect([closed.status, closed.body]).toEqual([
    409,
    expect.objectContaining({ code: 'routeClosed', details: ['cancelled'] }),
  ]);
});

describe('what an update that failed means', () => {
  const failed = (type: string, details: unknown[] = []) =>
    new WorkflowUpdateFailedError('failed', ApplicationFailure.create({ type, details, nonRetryable: true }));
  const brokenOff = (code: number, details: string) =>
    new ServiceError('failed', { cause: Object.assign(new Error(details), { code, details, metadata: {} }) });
  test('each of our refusals is that refusal, with clause and details', () => {
    for (const refusal of refusalReasons) {
      const error = failed(refusal, [{ basis: 'source 1.2', details: ['x'] }]);
      expect(meaningOf(error)).toEqual({ is: 'refused', refusal: { refusal, basis: 'source 1.2', details: ['x'] } });
    }
    expect(meaningOf(failed('ownIom'))).toEqual({ is: 'refused', refusal: { refusal: 'ownIom', details: [] } });
  });
  test.each([
    ['the run completed with the update under way', failed('AcceptedUpdateCompletedWorkflow'), 'gone'],
    ['no such run', new WorkflowNotFoundError('workflow execution already completed', 'iom-x', undefined), 'gone'],
    ['a task of the run that failed', brokenOff(9, 'unexpected workflow task failure'), 'gone'],
    ['the deadline', new WorkflowUpdateRPCTimeoutOrCancelledError('deadline'), 'unknown'],
    ['a fault in the code of the route', failed('TypeError'), 'unknown'],
    ['a failure of another kind', new WorkflowUpdateFailedError('failed', new Error('x')), 'unknown'],
    ['a connection that broke', new ServiceError('failed', { cause: new Error('UNAVAILABLE') }), 'unknown'],
    ['anything else', new Error('x'), 'unknown'],
  ])('%s', (_, error, is) => {
    expect(meaningOf(error).is).toBe(is);
  });
});
