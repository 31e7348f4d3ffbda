import { Writable } from 'node:stream';
import { pino } from 'pino';
import { createApp } from '../../api/app.ts';
import { disagreements } from '../../api/check-openapi.ts';
import { openApiDocument } from '../../api/openapi.ts';
import { tokenHash } from '../../api/tokens.ts';
import { TestApi } from '../support/api.ts';
import { openRoute } from '../support/routes.ts';

let api: TestApi;
const lines: string[] = [];
beforeAll(async () => {
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  api = await TestApi.open({ logger: pino({ level: 'info' }, stream) });
});
afterAll(() => api.close());
type Layers = Parameters<typeof disagreements>[1];

describe('the document', () => {
  test('is valid OpenAPI 3.1 and agrees with routes, permissions, acts and problems', async () => {
    expect(await disagreements(openApiDocument('http://x'), api.app.router.stack as Layers)).toEqual([]);
  });
  test('a route nobody described, and an operation nobody serves, are found', async () => {
    const app = createApp(api.parts);
    app.get('/api/v1/secret', (_req, res) => void res.end());
    const document = openApiDocument('http://x');
    delete document.paths?.['/api/v1/inbox'];
    const found = await disagreements(document, app.router.stack as Layers);
    expect(found).toEqual(
      expect.arrayContaining([
        'the app has get /api/v1/secret, the document has not',
        'the app has get /api/v1/inbox, the document has not',
        'operationPermissions has readInbox, the document has not',
      ]),
    );
  });
  test('outside of the sandbox nobody moves a clock', async () => {
    const app = api.with(createApp({ ...api.parts, sandbox: false }));
    expect((await app.post('teacher1', '/api/v1/sandbox/fast-forward', {})).status).toBe(404);
    expect(JSON.stringify((await app.get(null, '/openapi.json')).body)).not.toContain('sandbox');
  });
  test('its page uses nothing of other hosts', async () => {
    expect((await api.get(null, '/', { Accept: 'text/html' })).headers['location']).toBe('/docs');
    const page = await api.get(null, '/docs', { Accept: 'text/html' });
    const files = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file = '']) => file);
    expect(files).toHaveLength(4);
    for (const file of files) expect((await api.get(null, file, { Accept: '*/*' })).status).toBe(200);
    expect(page.headers['content-security-policy']).toContain("default-src 'none';script-src 'self'");
  });
});

describe('tokens', () => {
  test('only the hash is kept, and the last use is noted', async () => {
    const token = await api.tokenOf('teacher2');
    await api.get('teacher2', '/api/v1/inbox');
    const rows = await api.database.prisma.token.findMany({ where: { personId: 'p-bshteacher2' } });
    expect(rows).toMatchObject([{ hash: tokenHash(token), lastUsedAt: expect.any(Date) }]);
    expect(JSON.stringify(rows)).not.toContain(token);
  });
  test('whoever is dismissed has none', async () => {
    await api.get('teacher6', '/api/v1/inbox');
    await api.database.prisma.person.update({ where: { id: 'p-bshteacher6' }, data: { dismissedAt: new Date() } });
    const { status, headers } = await api.get('teacher6', '/api/v1/inbox');
    expect([status, headers['www-authenticate']]).toEqual([401, 'Bearer']);
  });
});

describe('the log', () => {
  test('has a line for each request, and nothing of people in it', async () => {
    lines.length = 0;
    const route = await openRoute(api, 'teacher1');
    await api.post('teacher1', `/api/v1/ioms/${route.id}/acts`, {
      act: 'record',
      as: 'educator',
      duty: 'reflect',
      fields: { entry: 'тайное' },
    });
    await api.get('teacher5', `/api/v1/ioms/${route.id}`);
    const logged = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(logged.map(({ level, operationId, status }) => [level, operationId, status])).toEqual([
      [30, 'openIom', 201],
      [30, 'performAct', 200],
      [40, 'readIom', 404],
    ]);
    expect(logged[0]).toMatchObject({ traceId: expect.stringMatching(/^[0-9a-f]{32}$/), ms: expect.any(Number) });
    for (const secret of ['тайное', 'Примерова', 'bshteacher', 'Bearer', await api.tokenOf('teacher1')]) {
      expect(lines.join('')).not.toContain(secret);
    }
  });
  test('has the stack of what broke, and the answer has none', async () => {
    lines.length = 0;
    const prisma = new Proxy(api.parts.prisma, {
      get(target, name) {
        if (name === 'token') throw new Error('the database has burnt down');
        return Reflect.get(target, name) as unknown;
      },
    });
    const broken = api.with(createApp({ ...api.parts, prisma }));
    const { status, text } = await broken.get('teacher1', '/api/v1/inbox');
    expect([status, lines.length]).toEqual([500, 1]);
    expect(lines[0]).toContain('burnt down');
    expect(lines[0]).toContain('tokens.ts');
    expect(text).not.toMatch(/burnt|\.ts|Error:/);
  });
});

test('a caller’s own trace goes on', async () => {
  const trace = '0af7651916cd43dd8448eb211c80319c';
  const { body } = await api.get('teacher1', '/api/v1/none', { traceparent: `00-${trace}-b7ad6b7169203331-01` });
  expect(body.traceId).toBe(trace);
});

test('health, readiness and metrics are there without a token', async () => {
  const [health, ready, metrics] = await Promise.all(
    ['/healthz', '/readyz', '/metrics'].map((path) => api.get(null, path, { Accept: '*/*' })),
  );
  expect([health?.body, ready?.body]).toEqual([{ state: 'ok' }, { state: 'ok', database: true, temporal: true }]);
  expect(metrics?.text).toContain('http_request_duration_seconds_bucket{le="0.005",operation=');
});
