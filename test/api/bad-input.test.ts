import { statusOf } from '../../api/problem-codes.ts';
import type { ProblemCode } from '../../api/problem-codes.ts';
import { TestApi } from '../support/api.ts';
import type { Opened } from '../support/routes.ts';
import { asSeen, items, meeting, routeAt, team } from '../support/routes.ts';
import { hireTeacher } from '../support/teachers.ts';

let api: TestApi;
let designing: Opened;
let approved: Opened;
let opened: Opened;
beforeAll(async () => {
  api = await TestApi.open();
  [opened, designing, approved] = await Promise.all([
    routeAt(api, 'opened', 'teacher1'),
    routeAt(api, 'designing', 'teacher2'),
    routeAt(api, 'approved', 'teacher3'),
  ]);
});
afterAll(() => api.close());

type Body = { act: string; as: string } & Record<string, unknown>;
type Expected = { code: ProblemCode; pointer?: string; clause?: string; details?: string[] };

async function writtenDown(): Promise<object> {
  const { prisma } = api.database;
  const [entries, rows, duties] = await Promise.all([
    prisma.entry.count({ where: { byPerson: { not: null } } }),
    prisma.iom.findMany({ orderBy: { id: 'asc' }, select: { id: true, actRevision: true, state: true } }),
    prisma.openDuty.count(),
  ]);
  return { entries, rows, duties };
}

/** Refused with this problem, and nothing written down. */
async function expectRefused(ask: () => Promise<{ status: number; body: unknown }>, expected: Expected): Promise<void> {
  const before = await writtenDown();
  const { status, body } = await ask();
  const { code, pointer, clause, details } = expected;
  const {
    errors = [],
    clause: named,
    ...said
  } = body as { errors?: { pointer?: string }[]; clause?: { clause: string } };
  expect(said).toMatchObject({ code, ...(details && { details }) });
  expect(pointer === undefined || errors.some((each) => each.pointer === pointer)).toBe(true);
  expect(named?.clause ?? '').toContain(clause ?? '');
  expect(status).toBe(statusOf[code]);
  expect(await writtenDown()).toEqual(before);
}
function acts({ id }: Opened): string {
  return `/api/v1/ioms/${id}/acts`;
}
async function expectAct(route: Opened, person: string, body: Body, expected: Expected): Promise<void> {
  const who = person === 'teacher' ? route.teacher : person;
  const seen = await asSeen(api, route.id, route.teacher, body);
  await expectRefused(() => api.post(who, acts(route), seen), expected);
}
function draft(changed: object[], more = {}): Body {
  return { act: 'plan', as: 'tutor', duty: 'draft', plan: { items: changed, ...more } };
}
const [programme, visit] = items as [(typeof items)[0], (typeof items)[0]];

describe('the law names the field, the rule and the clause', () => {
  test('an act nobody knows', () =>
    expectAct(opened, 'teacher', { act: 'approveAll', as: 'educator' }, { code: 'malformed', pointer: '/act' }));
  test('an act of another stage', () =>
    expectAct(
      opened,
      'head1',
      { act: 'decide', as: 'schoolHead', duty: 'approve' },
      { code: 'wrongStage', pointer: '/act', clause: '§2-II' },
    ));
  test('a verdict on a plan that has changed', () =>
    expectAct(
      approved,
      'tutor1',
      { act: 'amend', as: 'tutor', amendment: 'correction', items: [], planVersion: '1-00000000', comment: 'x' },
      { code: 'planChanged', pointer: '/planVersion' },
    ));
  test('a refusal without a comment', async () => {
    const signing = await routeAt(api, 'drafted', 'teacher4');
    const body = { act: 'decide', as: 'educator', duty: 'signCard', outcome: 'refused' };
    await expectAct(signing, 'teacher', body, { code: 'commentRequired', pointer: '/comment', clause: '§3 L357' });
    const old = { ...body, comment: 'нет', planVersion: '7-00000000' };
    await expectAct(signing, 'teacher', old, {
      code: 'planChanged',
      pointer: '/planVersion',
      details: ['7-00000000', expect.any(String) as never],
    });
    await expectAct(
      signing,
      'teacher',
      { ...body, comment: 'нет', round: 9 },
      { code: 'otherRound', pointer: '/round' },
    );
  });
  test('a plan of twelve months and a day', () =>
    expectAct(designing, 'tutor1', draft([{ ...programme, to: '2028-01-12' }, visit]), {
      code: 'planBreaksRule',
      clause: '1.2',
    }));
  test('a plan of twelve months is not refused for its length', async () => {
    const unfinished = draft([{ ...programme, to: '2028-01-11' }, { ...visit, words: {} } as never]);
    const { body } = await api.post('tutor1', acts(designing), unfinished);
    expect(JSON.stringify(body.details)).not.toContain('plannedSpan');
  });
  test('items without dates', () => {
    const { from: _, ...undated } = visit;
    return expectAct(designing, 'tutor1', draft([programme, undated]), { code: 'planBreaksRule', clause: '§2-II' });
  });
  test('an item twice', () =>
    expectAct(designing, 'tutor1', draft([programme, programme]), { code: 'itemTwice', details: ['i1'] }));
  test('a kind of item nobody knows', () =>
    expectAct(designing, 'tutor1', draft([programme, { ...visit, kind: 'party' }]), { code: 'kindUnknown' }));
  test('a level without its direction is no level', () =>
    expectAct(
      opened,
      'teacher',
      {
        act: 'record',
        as: 'educator',
        duty: 'entryDiagnostics',
        fields: { form: 'selfDiagnosis', level: { ict: 'low' } },
      },
      { code: 'fieldsMissing', pointer: '/fields/levels' },
    ));
  test('a choice that is not on the list', () =>
    expectAct(
      opened,
      'teacher',
      { act: 'record', as: 'educator', duty: 'entryDiagnostics', fields: { form: 'guess', levels: { ict: 'low' } } },
      { code: 'fieldWrong', pointer: '/fields/form', clause: '§2-I' },
    ));
  test('a date that is none', () =>
    expectAct(
      opened,
      'centre',
      { ...meeting[1], fields: { ...(meeting[1]['fields'] as object), date: '2026-02-30' } },
      { code: 'fieldWrong', pointer: '/fields/date' },
    ));
  test('somebody of another region on the team', () =>
    expectAct(
      approved,
      'centre',
      { act: 'reassign', as: 'cnppmHead', people: { tutor: 'p-sartutor1' }, order: '14', comment: 'x' },
      { code: 'personNotEligible', pointer: '/people/tutor' },
    ));
  test('somebody nobody knows on the team', () =>
    expectAct(
      approved,
      'centre',
      { act: 'reassign', as: 'cnppmHead', people: { ...team, tutor: 'p-nobody' }, order: '14', comment: 'x' },
      { code: 'personUnknown', pointer: '/people/tutor' },
    ));
});

describe('opening', () => {
  const request = (educator: string, as = 'educator') => ({
    educator,
    as,
    way: 'personalRequest',
    fields: { questionsOrInterests: 'Как?' },
  });
  const open = (person: string, body: object) => () => api.post(person, '/api/v1/ioms', body);
  test('of somebody at a university', () =>
    expectRefused(open('lecturer', request('p-bshlecturer')), { code: 'notCovered', clause: '1.2' }));
  test('of somebody of another region', () =>
    expectRefused(open('centre', { ...request('p-sarteacher1', 'cnppmHead'), way: 'foundDeficits' }), {
      code: 'personUnknown',
      pointer: '/educator',
    }));
  test('under circumstances every object has: none is kept', async () => {
    const facts = ['constructor', 'toString'];
    const person = await hireTeacher(api.database.prisma);
    const { status, body } = await api.post(person, '/api/v1/ioms', { ...request(`p-bsh${person}`), facts });
    const row = await api.database.prisma.iom.findUniqueOrThrow({ where: { id: body.iom } });
    expect([status, (row.snapshot as { facts: string[] }).facts]).toEqual([201, []]);
  });
  test('in another role', () =>
    expectRefused(open('centre', request('p-bshteacher5', 'cnppmHead')), {
      code: 'notYourRole',
      pointer: '/as',
      clause: '1.3',
    }));
  test('without saying what about', () =>
    expectRefused(open('teacher5', { ...request('p-bshteacher5'), fields: {} }), {
      code: 'fieldsMissing',
      pointer: '/fields/questionsOrInterests',
    }));
  test('going on from nothing', () =>
    expectRefused(open('teacher5', { ...request('p-bshteacher5'), way: 'prolongation', fields: {} }), {
      code: 'previousUnknown',
      pointer: '/previous',
    }));
  test('a second one names the first', () =>
    expectRefused(open('teacher1', request('p-bshteacher1')), { code: 'alreadyOpen', details: [opened.id] }));
});

describe('what is no proper request', () => {
  const close = { act: 'cancel', as: 'educator', comment: 'x' };
  const send =
    (body: object | string, headers = {}) =>
    () =>
      api.post('teacher1', acts(opened), body, headers);
  test('no token', () => expectRefused(() => api.post(null, acts(opened), close), { code: 'unauthenticated' }));
  test('a token of nobody', () =>
    expectRefused(send(close, { Authorization: `Bearer ${'x'.repeat(43)}` }), { code: 'unauthenticated' }));
  test('a body of more than a mebibyte', () =>
    expectRefused(send(JSON.stringify({ ...close, comment: 'x'.repeat(1_048_577) })), { code: 'bodyTooLarge' }));
  test('JSON nested 50 deep', () => expectRefused(send(`${'['.repeat(50)}${']'.repeat(50)}`), { code: 'tooDeep' }));
  test('JSON nested 500,000 deep', () => expectRefused(send('['.repeat(500_000)), { code: 'tooDeep' }));
  test('another content type', () =>
    expectRefused(send('act=close', { 'Content-Type': 'text/plain' }), { code: 'unsupportedMediaType' }));
  test('another character set', () =>
    expectRefused(send('{}', { 'Content-Type': 'application/json; charset=koi8-r' }), {
      code: 'unsupportedMediaType',
    }));
  test('no JSON at all', () => expectRefused(send('{"act":'), { code: 'notJson' }));
  test('a number', () => expectRefused(send('1'), { code: 'notJson' }));
  test('no key', () => expectRefused(send(close, { 'Idempotency-Key': 'again' }), { code: 'keyMissing' }));
  test('a stale If-Match', () => expectRefused(send(close, { 'If-Match': '"0.0"' }), { code: 'staleRevision' }));
  test('an If-Match that was never given out', () =>
    expectRefused(send(close, { 'If-Match': 'W/"x"' }), { code: 'staleRevision' }));
  test('an Accept nobody can serve', () =>
    expectRefused(send(close, { Accept: 'image/png' }), { code: 'notAcceptable' }));
  test('keys nobody asked for', () =>
    expectRefused(send({ ...close, by: { person: 'p-1' } }), { code: 'malformed', pointer: '/by' }));
  test('NUL in a text', () =>
    expectRefused(send({ ...close, comment: 'a\0b' }), { code: 'malformed', pointer: '/comment' }));
  test('a text of invisible characters', () =>
    expectRefused(send({ ...close, comment: '\u200b\u2060 \ufeff' }), { code: 'malformed', pointer: '/comment' }));
  test('forty-one fields', () =>
    expectRefused(
      send({
        act: 'record',
        as: 'educator',
        duty: 'reflect',
        fields: Object.fromEntries(Array.from({ length: 41 }, (_, index) => [`f${index}`, 'x'])),
      }),
      { code: 'malformed', pointer: '/fields' },
    ));
  test('a plan of more than 128 KiB, of which no word is kept', async () => {
    const words = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`w${index}`, 'слово']));
    const many = Array.from({ length: 200 }, (_, index) => ({
      id: `i${index + 1}`,
      part: 'whole',
      kind: 'lessonVisit',
      words,
    }));
    const kept = await api.database.prisma.words.count();
    await expectRefused(send({ act: 'plan', as: 'educator', duty: 'draft', plan: { items: many } }), {
      code: 'actTooLarge',
    });
    expect(await api.database.prisma.words.count()).toBe(kept);
  });
  test('ten thousand wrong keys are answered in a few lines', async () => {
    const wrong = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`k${index}`, 1]));
    expect((await send({ ...close, ...wrong })()).body.errors).toHaveLength(50);
  });
  test('half a character in a text', () =>
    expectRefused(send({ ...close, comment: 'a\ud800' }), { code: 'malformed', pointer: '/comment' }));
  test('__proto__ and other names', () =>
    expectRefused(send('{"act":"cancel","as":"educator","comment":"x","__proto__":{"a":1}}'), { code: 'malformed' }));
  test('a role from the prototype', () =>
    expectRefused(send({ ...close, as: 'constructor' }), { code: 'ownIom', pointer: '/as' }));
  test('a notice from the prototype', () =>
    expectRefused(send({ act: 'notice', as: 'educator', notice: 'constructor', comment: 'x' }), {
      code: 'malformed',
      pointer: '/notice',
    }));
  test('a field from the prototype', () =>
    expectRefused(send({ act: 'record', as: 'educator', duty: 'reflect', fields: { valueOf: 'x' } }), {
      code: 'malformed',
      pointer: '/fields/valueOf',
    }));
  test('a way from the prototype', () =>
    expectRefused(
      () => api.post('teacher5', '/api/v1/ioms', { educator: 'p-bshteacher5', as: 'educator', way: 'toString' }),
      { code: 'malformed', pointer: '/way' },
    ));
  test('a body of a closed list only', () => expectRefused(send([]), { code: 'malformed' }));
});

describe('addresses', () => {
  test.each([
    '/api/v1/ioms/%00',
    '/api/v1/ioms/%E0%A4%A',
    '/api/v1/ioms/BSH-2026-1',
    '/api/v1/none',
    '/none',
    '/docs/../app.ts',
    '/api/v1/operations/1',
  ])('%s leads nowhere', async (path) => {
    const { status, body } = await api.get('teacher1', path);
    expect([status, body.code]).toEqual([404, 'notFound']);
  });
  test('a method an address does not know', async () => {
    const { status, body, headers } = await api.post('teacher1', '/api/v1/inbox', {});
    expect([status, body.code, headers['allow']]).toEqual([405, 'methodNotAllowed', 'GET, HEAD']);
  });
  test.each(['after=2147483648', 'limit=0', 'limit=101', 'limit=x', 'after=-1', 'other=1', 'limit=1&limit=2'])(
    'a page with %s',
    async (query) => {
      const { status, body } = await api.get('teacher1', `/api/v1/ioms/${opened.id}/timeline?${query}`);
      expect([status, body.code, body.errors[0].parameter]).toEqual([400, 'malformed', query.split('=')[0]]);
    },
  );
  const yearNought = `after=${Buffer.from('["0000-01-01T00:00:00Z","x","y","z"]').toString('base64url')}`;
  test.each(['after=x', 'after=W10', 'after=%00', yearNought])('an inbox with %s', async (query) => {
    const { status, body } = await api.get('teacher1', `/api/v1/inbox?${query}`);
    expect([status, body.errors]).toEqual([400, [expect.objectContaining({ parameter: 'after' })]]);
  });
});

test('problems speak Russian, and English where that is preferred', async () => {
  const [russian, english] = await Promise.all([
    api.get('teacher1', '/api/v1/ioms/BSH-2026-999999'),
    api.get('teacher1', '/api/v1/ioms/BSH-2026-999999', { 'Accept-Language': 'en-GB, ru;q=0.5' }),
  ]);
  expect([russian.body.title, english.body.title]).toEqual(['Не найдено', 'Not found']);
  expect([russian.headers['content-language'], english.headers['content-language']]).toEqual(['ru', 'en']);
});
