import { randomUUID } from 'node:crypto';
import { sweep } from '../../api/sweep.ts';
import { TestApi } from '../support/api.ts';
import { asSeen, items, meeting, openRoute, routeAt } from '../support/routes.ts';
import type { Opened } from '../support/routes.ts';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.open();
});
afterAll(() => api.close());
beforeEach(freeTeachers);

/** Each test opens its own: what the tests before left is closed, and the place is free. */
async function freeTeachers(): Promise<void> {
  await api.database.prisma.iom.updateMany({ where: { openFor: { not: null } }, data: { openFor: null } });
}
function acts({ id }: Opened): string {
  return `/api/v1/ioms/${id}/acts`;
}
const reflect = { act: 'record', as: 'educator', duty: 'reflect', fields: { entry: 'записал' } };
const request = {
  educator: 'p-bshteacher1',
  as: 'educator',
  way: 'personalRequest',
  fields: { questionsOrInterests: 'Как учить' },
};

describe('one key, one act', () => {
  test('a repeated request gets the first answer and has one effect', async () => {
    const route = await openRoute(api, 'teacher1');
    const key = { 'Idempotency-Key': randomUUID() };
    const first = await api.post('teacher1', acts(route), reflect, key);
    const again = await api.post('teacher1', acts(route), reflect, {
      'Idempotency-Key': key['Idempotency-Key'].toUpperCase(),
    });
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body).toEqual(first.body);
    expect(await api.database.prisma.entry.count({ where: { iomId: route.id } })).toBe(2);
    expect(await api.database.prisma.words.count({ where: { iomId: route.id } })).toBe(2);
  });

  test('twenty at once are one', async () => {
    const route = await openRoute(api, 'teacher1');
    const key = { 'Idempotency-Key': randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => api.post('teacher1', acts(route), reflect, key)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(await api.database.prisma.entry.count({ where: { iomId: route.id } })).toBe(2);
  });

  test('another body under the same key is refused, and changes nothing', async () => {
    const route = await openRoute(api, 'teacher1');
    const key = { 'Idempotency-Key': randomUUID() };
    await api.post('teacher1', acts(route), reflect, key);
    const other = await api.post('teacher1', acts(route), { ...reflect, fields: { entry: 'другое' } }, key);
    expect([other.status, other.body.code]).toEqual([422, 'keyReused']);
    expect(await api.database.prisma.entry.count({ where: { iomId: route.id } })).toBe(2);
  });

  test('two people under one key at once: one is written down, the other is told that the key is taken', async () => {
    const route = await routeAt(api, 'drafted', 'teacher1');
    const key = { 'Idempotency-Key': randomUUID() };
    const sign = async (person: string, as: string) => {
      const body = await asSeen(api, route.id, 'teacher1', { act: 'decide', as, duty: 'signCard' });
      return () => api.post(person, acts(route), body, key);
    };
    const both = [await sign('methodologist1', 'regionalMethodologist'), await sign('teacher1', 'educator')];
    const answers = await Promise.all(both.map((send) => send()));
    expect(answers.map(({ status, body }) => body.code ?? status)).toEqual(expect.arrayContaining([200, 'keyReused']));
    const { body } = await api.get('teacher1', `/api/v1/ioms/${route.id}`);
    expect(body.waiting.filter(({ duty }: { duty: string }) => duty === 'signCard')).toHaveLength(1);
  });

  test('opposite verdicts under one key at once: whoever gets 200 said what is written down', async () => {
    const route = await routeAt(api, 'signed', 'teacher1');
    const key = { 'Idempotency-Key': randomUUID() };
    const agree = await asSeen(api, route.id, 'teacher1', { act: 'decide', as: 'cnppmHead', duty: 'agree' });
    const refuse = { ...agree, outcome: 'refused', comment: 'Нет дат' };
    const said = [agree, refuse, agree, refuse];
    const answers = await Promise.all(said.map((body) => api.post('centre', acts(route), body, key)));
    const accepted = new Set(said.filter((_, index) => answers[index]?.status === 200));
    expect(accepted.size).toBe(1);
    const isAgreed = (await api.get('head1', '/api/v1/inbox')).body.duties.some(
      ({ iom, duty }: { iom: string; duty: string }) => iom === route.id && duty === 'approve',
    );
    expect(accepted.has(agree)).toBe(isAgreed);
  });

  test('a refusal that was written down is given again', async () => {
    const route = await routeAt(api, 'met', 'teacher1');
    const key = { 'Idempotency-Key': randomUUID() };
    const body = {
      act: 'assign',
      as: 'cnppmHead',
      duty: 'team',
      people: { tutor: 'p-sartutor1' },
      fields: { orderNumber: '1', date: '2026-10-02' },
    };
    const [first, again] = [
      await api.post('centre', acts(route), body, key),
      await api.post('centre', acts(route), body, key),
    ];
    expect({ ...again.body, traceId: '' }).toEqual({ ...first.body, traceId: '' });
    expect(first.status).toBe(422);
  });

  test('its outcome can be looked up by the sender, and by nobody else', async () => {
    const route = await openRoute(api, 'teacher1');
    const key = randomUUID();
    const before = await api.get('teacher1', `/api/v1/operations/${key}`);
    await api.post('teacher1', acts(route), reflect, { 'Idempotency-Key': key });
    const [mine, others] = [
      await api.get('teacher1', `/api/v1/operations/${key}`),
      await api.get('centre', `/api/v1/operations/${key}`),
    ];
    expect([before.body.state, mine.body, others.body.state]).toEqual([
      'unknown',
      { key, state: 'done', iom: route.id, act: 'record', revision: 2 },
      'unknown',
    ]);
  });
});

describe('opening', () => {
  test('answers with number, address and tag; the same request again answers the same', async () => {
    const key = { 'Idempotency-Key': randomUUID() };
    const first = await api.post('teacher1', '/api/v1/ioms', request, key);
    const again = await api.post('teacher1', '/api/v1/ioms', request, key);
    expect(first.status).toBe(201);
    expect(first.headers).toMatchObject({ location: `/api/v1/ioms/${first.body.iom}`, etag: '"1.1"' });
    expect([again.status, again.body]).toEqual([201, first.body]);
    const other = await api.post(
      'teacher1',
      '/api/v1/ioms',
      { ...request, fields: { questionsOrInterests: 'Иначе' } },
      key,
    );
    expect([other.status, other.body.code]).toEqual([422, 'keyReused']);
  });

  test('of thirty at once one is opened, and the rest are told its number', async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => api.post('teacher2', '/api/v1/ioms', { ...request, educator: 'p-bshteacher2' })),
    );
    const [won, ...more] = answers.filter(({ status }) => status === 201);
    expect(more).toEqual([]);
    const lost = answers.filter(({ status }) => status !== 201);
    expect(new Set(lost.map(({ body }) => `${body.code} ${body.details}`))).toEqual(
      new Set([`alreadyOpen ${won?.body.iom}`]),
    );
  });

  test('of ten at once under one key one is opened, and all are told so', async () => {
    const key = { 'Idempotency-Key': randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        api.post('teacher3', '/api/v1/ioms', { ...request, educator: 'p-bshteacher3' }, key),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 201));
    expect(new Set(answers.map(({ body }) => body.iom)).size).toBe(1);
  });

  test('numbers follow each other without a gap', async () => {
    const first = await openRoute(api, 'teacher1');
    await api.post('lecturer', '/api/v1/ioms', { ...request, educator: 'p-bshlecturer' });
    const second = await openRoute(api, 'teacher4');
    expect(Number(second.id.slice(-6))).toBe(Number(first.id.slice(-6)) + 1);
  });

  test('what was left half open is started by the sweep, once', async () => {
    const { id } = await openRoute(api, 'teacher5');
    const { prisma } = api.database;
    const row = await prisma.iom.findUniqueOrThrow({ where: { id } });
    const left = `${id.slice(0, -6)}999999`;
    const key = randomUUID();
    const opening = { ...(row.opening as object), key, fields: {}, way: 'personalRequest' };
    // words of the act belong to the other route, so the copy of it goes without
    const { fields: _, ...plain } = row.opening as { fields: object };
    await prisma.iom.create({
      data: {
        ...row,
        id: left,
        state: 'opening',
        openingKey: key,
        opening: { ...plain, ...opening, by: { person: 'p-bshcentre', role: 'cnppmHead' }, way: 'foundDeficits' },
        beginning: { ...(row.beginning as object), id: left },
        snapshot: { ...(row.beginning as object), id: left },
        revision: 0,
        actRevision: 0,
        stage: '',
        chainHash: '',
        openFor: 'left',
        openedAt: null,
        reservedAt: new Date(Date.now() - 60_000),
      },
    });
    expect((await api.get('centre', `/api/v1/ioms/${left}`)).body).toMatchObject({ state: 'opening', stage: null });
    expect((await api.post('centre', acts({ id: left, teacher: '' }), reflect)).body.code).toBe('stillOpening');
    expect([await sweep(api.parts), await sweep(api.parts)]).toEqual([1, 0]);
    expect((await api.get('centre', `/api/v1/ioms/${left}`)).body).toMatchObject({ state: 'running', revision: 1 });
  });
});

describe('who is late', () => {
  test('is told who was first, in which role and when', async () => {
    const route = await routeAt(api, 'signed', 'teacher1');
    const given = await asSeen(api, route.id, 'teacher1', { act: 'decide', as: 'cnppmHead', duty: 'agree' });
    const answers = await Promise.all([
      api.post('centre', acts(route), given),
      api.post('centre', acts(route), { ...given, outcome: 'refused', comment: 'нет' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 409]));
    const lost = answers.find(({ status }) => status === 409);
    expect(lost?.body.movedOnBy).toEqual({
      role: 'cnppmHead',
      initials: 'Центрова\u00a0У.\u00a0С.',
      at: expect.any(String),
    });
  });

  test('an If-Match of the state that was read is accepted once', async () => {
    const route = await openRoute(api, 'teacher1');
    const { headers } = await api.get('teacher1', `/api/v1/ioms/${route.id}`);
    const seen = { 'If-Match': String(headers['etag']) };
    const [first, second] = [
      await api.post('teacher1', acts(route), reflect, seen),
      await api.post('teacher1', acts(route), reflect, seen),
    ];
    expect([first.status, second.status, second.body.code]).toEqual([200, 412, 'staleRevision']);
  });

  test('what has not changed is not sent again', async () => {
    const route = await openRoute(api, 'teacher1');
    const path = `/api/v1/ioms/${route.id}/duties`;
    const { headers } = await api.get('teacher1', path);
    const seen = { 'If-None-Match': String(headers['etag']) };
    expect((await api.get('teacher1', path, seen)).status).toBe(304);
    await api.post('teacher1', acts(route), reflect);
    expect((await api.get('teacher1', path, seen)).status).toBe(200);
  });
});

describe('reading', () => {
  test('words and people stand in the timeline, page by page, for those who may see them', async () => {
    const route = await routeAt(api, 'met', 'teacher1');
    const page = await api.get('head1', `/api/v1/ioms/${route.id}/timeline?limit=1`);
    expect(page.body.entries).toHaveLength(1);
    const next = await api.get('head1', page.body.next as string);
    expect(JSON.stringify(next.body)).toContain('"tutorCooperation":{"text":"по вторникам"}');
    expect(next.body.entries[0].by.person.initials).toBe('Центрова\u00a0У.\u00a0С.');
    expect(next.body.next).toBeNull();
  });

  test('the plan stands in words; what the caller may do next is offered with round and version', async () => {
    const route = await routeAt(api, 'drafted', 'teacher1');
    const { body: plan } = await api.get('tutor1', `/api/v1/ioms/${route.id}/plan`);
    expect(plan.items).toMatchObject(
      items.map(({ words, ...item }) => ({ ...item, words: { organiser: { text: words.organiser } } })),
    );
    const { body: offered } = await api.get('teacher1', acts(route));
    expect(offered.available).toContainEqual(
      expect.objectContaining({
        act: 'decide',
        duty: 'signCard',
        outcome: 'given',
        round: 1,
        planVersion: plan.version,
        as: 'educator',
      }),
    );
    expect(offered.unavailable).toContainEqual(
      expect.objectContaining({ duty: 'acknowledgeConclusions', why: expect.objectContaining({ code: 'wrongStage' }) }),
    );
  });

  test('the inbox holds what waits for the caller, soonest first, and nothing of others', async () => {
    const [one, two] = [await routeAt(api, 'met', 'teacher1'), await routeAt(api, 'designing', 'teacher2')];
    const ofOurs = ({ body }: { body: { duties: { iom: string; duty: string; role: string }[] } }) =>
      body.duties
        .filter(({ iom }) => iom === one.id || iom === two.id)
        .map(({ iom, duty }) => `${iom === one.id ? 1 : 2} ${duty}`);
    expect(ofOurs(await api.get('centre', '/api/v1/inbox?limit=100'))).toEqual(['1 team']);
    expect(ofOurs(await api.get('tutor1', '/api/v1/inbox?limit=100'))).toEqual(['2 draft']);
    expect(ofOurs(await api.get('methodologist2', '/api/v1/inbox?limit=100'))).toEqual([]);
    expect(ofOurs(await api.get('teacher1', '/api/v1/inbox?limit=100'))).toEqual(['1 entryDiagnostics']);
    expect(ofOurs(await api.get('head2', '/api/v1/inbox?limit=100'))).toEqual([]);
  });

  test('pages of the inbox add up to the whole', async () => {
    const whole = await api.get('centre', '/api/v1/inbox?limit=100');
    const found: unknown[] = [];
    for (let next: string | null = '/api/v1/inbox?limit=2'; next;) {
      const { body } = await api.get('centre', next);
      found.push(...(body.duties as unknown[]));
      next = body.next as string | null;
    }
    expect(found).toEqual(whole.body.duties);
    expect(found.length).toBeGreaterThan(3);
  });

  test('editions are found by name and by hash', async () => {
    const { body: list } = await api.get('teacher1', '/api/v1/regulations');
    const { hash, name } = (list.editions as { hash: string; name: string }[]).find((each) =>
      each.name.startsWith('bashkortostan'),
    )!;
    const [byHash, byName] = [
      await api.get('teacher1', `/api/v1/regulations/${hash}`),
      await api.get('teacher1', `/api/v1/regulations/${name}`),
    ];
    expect(byHash.body).toEqual(byName.body);
  });

  test('six months pass in the sandbox, and silence decides nothing', async () => {
    const route = await routeAt(api, 'met', 'teacher1');
    const passed = await api.post('teacher1', '/api/v1/sandbox/fast-forward', { iom: route.id, by: '6 months' });
    expect([passed.status, passed.body.reached]).toEqual([200, true]);
    const { body } = await api.get('teacher1', `/api/v1/ioms/${route.id}`);
    expect(body).toMatchObject({
      stage: { code: 'diagnostic' },
      actRevision: 2,
      flags: expect.arrayContaining(['overdue', 'escalated']),
    });
    const late = await api.post('centre', acts(route), meeting[1]);
    expect(late.status).toBe(409);
  });
});
