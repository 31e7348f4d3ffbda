import { randomUUID } from 'node:crypto';
import { BashkortostanLife } from '../../scripts/bashkortostan-life.ts';
import { firstSchool } from '../../scripts/cast.ts';
import { violations } from '../support/accounts.ts';
import { Service } from '../support/service.ts';

let service: Service;
beforeAll(async () => {
  service = await Service.open();
});
afterAll(() => service.close());

const reflection = { act: 'record', as: 'educator', duty: 'reflect', fields: { entry: 'запись' } };

test('without a worker the outcome is unknown; when it is back the same key has one effect and one answer', async () => {
  const { iom } = await new BashkortostanLife(service).opened();
  await service.allMailSettled();
  await service.stopWorker();
  const key = randomUUID();
  const teacher = service.as('teacher1');
  const unknown = await teacher.attempt(iom, reflection, { key });
  expect(unknown).toMatchObject({
    status: 503,
    body: { code: 'outcomeUnknown', operation: `/api/v1/operations/${key}` },
  });
  expect(unknown.headers.get('retry-after')).toBe('5');
  expect((await teacher.get(`/api/v1/operations/${key}`)).body).toEqual({ key, state: 'unknown' });

  await service.startWorkerHere();
  const first = await service.patiently('teacher1').attempt(iom, reflection, { key });
  const again = await teacher.attempt(iom, reflection, { key });
  expect([first.status, first.body['actRevision'], again.body]).toEqual([200, 2, first.body]);
  expect((await teacher.get(`/api/v1/operations/${key}`)).body).toMatchObject({ state: 'done', revision: 2 });
  await service.allMailSettled();
  expect(await violations(service)).toEqual([]);
});

test('a hundred tries of one decision at once, each with a key of its own, have one effect', async () => {
  const life = new BashkortostanLife(service, { ...firstSchool, educator: 'teacher2' });
  await life.upToAgreement();
  const verdict = { ...(await life.verdict('agree')), as: 'cnppmHead' };
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => service.patiently('centre').attempt(life.iom, verdict)),
  );
  const [won, ...others] = answers.filter(({ status }) => status === 200);
  expect([won?.status, others]).toEqual([200, []]);
  const lost = answers.filter(({ status }) => status === 409);
  expect(lost).toHaveLength(99);
  for (const { body } of lost) expect(body['movedOnBy']).toMatchObject({ role: 'cnppmHead' });
  await service.allMailSettled();
  expect(await violations(service)).toEqual([]);
}, 180_000);
