import { BashkortostanLife } from '../../scripts/bashkortostan-life.ts';
import { secondSchool } from '../../scripts/cast.ts';
import { findFreePort } from '../../scripts/ports.ts';
import { until } from '../support/until.ts';
import { readPage, runPage } from './page.ts';
import { StartedProduct, isRunning } from './started-product.ts';

type Seen = { stage: { code: string }; flags: string[]; outcome: string | null };

let product: StartedProduct;
let life: BashkortostanLife;
beforeAll(async () => {
  product = await StartedProduct.prepare();
  await product.start();
  life = new BashkortostanLife(product, { ...secondSchool, educator: 'teacher6' });
});
afterAll(() => product.cleanUp());

test('it says where to look, and gives a token of every role', async () => {
  const { PORT, TEMPORAL_UI_PORT, MAIL_PAGE_PORT } = product.settings;
  expect(product.output).toMatch(/^Ready/m);
  for (const port of [PORT, TEMPORAL_UI_PORT, MAIL_PAGE_PORT]) expect(product.output).toContain(`localhost:${port}`);
  const lines = product.output.match(/^ {2}\w.* mrs_\S+$/gm) ?? [];
  const roles = lines.map((line) => line.trim().split(/ {2,}/)[0]?.replace(/\d.*/, ''));
  expect(roles).toEqual([
    'educator, BSH-',
    'educator, no route yet',
    'schoolHead',
    'deputyHead',
    'subjectAssociationHead',
    'tutor',
    'regionalMethodologist',
    'municipalAuthority',
    'cnppmHead',
    'regionalAdministrator',
  ]);
  const answers = await Promise.all(lines.map((line) => inbox(line.split(' ').at(-1) ?? '')));
  expect(answers).toEqual(lines.map(() => 200));
});

test('routes of Bashkortostan stand in every state', async () => {
  const seen = Object.entries(product.routes()).map(async ([name, iom]) => {
    const route = (await product.as('administrator').read(iom)) as Seen;
    return [name, [route.stage.code, ...route.flags, ...(route.outcome ? [route.outcome] : [])].join(' ')];
  });
  expect(Object.fromEntries(await Promise.all(seen))).toEqual({
    requested: 'diagnostic',
    teamed: 'diagnostic',
    unreachable: 'diagnostic mailUndelivered',
    cancelled: 'diagnostic cancelled',
    drafted: 'design',
    returned: 'design',
    overdue: 'design overdue escalated',
    underWay: 'implementation',
    nearTheEnd: 'implementation',
    reflecting: 'reflection',
    completed: 'reflection completed',
  });
});

test('a route goes from its request to its approval, and reminds by mail while months pass', async () => {
  await life.underWay();
  await life.as('centre').fastForward(life.iom, '340 days');
  expect(await life.as('educator').read(life.iom)).toMatchObject({
    stage: { code: 'implementation' },
    waiting: [
      { duty: 'startMark', overdue: true },
      { duty: 'carryingOut', title: 'Выполнение мероприятий', overdue: false },
    ],
  });
  const expected = { head2: 'Утвердите', tutor1: 'Срок истёк', teacher6: 'Срок истекает' };
  for (const [key, begins] of Object.entries(expected)) {
    await until(async () => (await product.subjects(key, life.iom)).some((each) => each.startsWith(begins)), 15_000);
  }
});

test('parts that are killed come back, and the route goes on to its end', async () => {
  const { worker, api, temporal, PostgreSQL } = product.processes();
  for (const pid of [worker, api, temporal, PostgreSQL]) process.kill(pid ?? 0, 'SIGKILL');
  const names = ['worker', 'api', 'Temporal', 'PostgreSQL'];
  await until(() => names.every((name) => product.says(new RegExp(`^${name} is back$`, 'm'))));
  await until(async () => (await life.as('centre').get('/readyz')).status === 200);
  await life.carriedOut();
  await life.reflected();
  await life.concluded();
  expect(await life.as('educator').read(life.iom)).toMatchObject({ state: 'closed', outcome: 'completed' });
});

test('docs/try-it.md tells the truth', async () => {
  const page = readPage('docs/try-it.md');
  expect(page.length).toBeGreaterThan(8);
  const seen = await runPage(page, product.environment);
  expect(seen).toEqual(page.map(({ shown }) => shown));
}, 60_000);

test('stopped by SIGTERM to npm alone it leaves nothing, and a later start finds everything', async () => {
  const [before, processes] = [await life.as('educator').read(life.iom), product.processes()];
  const waiting = await product.as('centre').read(product.routes()['overdue'] ?? '');
  expect(await product.stop('SIGTERM')).toBe(0);
  await nothingIsLeft(processes);
  const token = product.as('educator').token;
  await product.start();
  expect(product.as('educator').token).toBe(token);
  expect(await life.as('educator').read(life.iom)).toEqual(before);
  expect(await product.as('centre').read(product.routes()['overdue'] ?? '')).toEqual(waiting);
});

test('a second start in the same folder is refused and disturbs nothing', async () => {
  const second = await StartedProduct.prepare({ DATA_DIR: product.folder });
  await second.start();
  expect([await second.exit(), second.output]).toEqual([1, expect.stringMatching(/already runs here, as process \d+/)]);
  expect((await product.as('centre').get('/readyz')).status).toBe(200);
  second.cleanUp();
});

test('Ctrl-C stops everything in order', async () => {
  const processes = product.processes();
  expect(await product.stop('SIGINT')).toBe(0);
  await nothingIsLeft(processes);
});

async function inbox(token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${product.base}/api/v1/inbox`, { headers })).status;
}

async function nothingIsLeft(processes: Record<string, number>): Promise<void> {
  expect(Object.keys(processes).toSorted()).toEqual(['PostgreSQL', 'api', 'mail', 'start', 'temporal', 'worker']);
  expect(Object.entries(processes).filter(([, pid]) => isRunning(pid))).toEqual([]);
  const ports = Object.entries(product.settings).filter(([name]) => name.endsWith('PORT'));
  const free = await Promise.all(ports.map(async ([, port]) => findFreePort(Number(port))));
  expect(free).toEqual(ports.map(([, port]) => Number(port)));
}
