import type { Server } from 'node:http';
import request from 'supertest';
import { operationIds, operationOf } from '../../api/operations/operations.ts';
import type { OperationId, Permission } from '../../domain/permissions.ts';
import { actPermissions, operationPermissions } from '../../domain/permissions.ts';
import type { Process } from '../../domain/process.ts';
import { loadEdition } from '../../regulations/load.ts';
import { TestApi } from '../support/api.ts';
import { routeAt, take, team } from '../support/routes.ts';
import type { Answer, Asking, Seat } from './matrix.ts';
import { agrees, bodies, everybody, holdsRole, isNamed, relationTo } from './matrix.ts';

let api: TestApi;
let server: Server;
let process: Process;
let before: string[];
const seats: Seat[] = [];
let tried = 0;

beforeAll(async () => {
  api = await TestApi.open();
  server = api.app.listen(0, '127.0.0.1');
  ({ process } = loadEdition('regulations/bashkortostan.undated.yaml'));
  const assigned = Object.fromEntries(Object.entries(team).map(([role, id]) => [role, id.replace('p-bsh', '')]));
  const opened = await Promise.all([
    routeAt(api, 'met', 'teacher1'),
    routeAt(api, 'agreed', 'teacher2'),
    routeAt(api, 'approved', 'teacher3'),
    routeAt(api, 'closed', 'teacher4'),
  ]);
  seats.push(
    { ...opened[0], state: 'met', team: {}, former: [] },
    { ...opened[1], state: 'agreed', team: assigned, former: [] },
    { ...opened[2], state: 'approved', team: { ...assigned, tutor: 'tutor2' }, former: ['tutor1'] },
    { ...opened[3], state: 'closed', team: assigned, former: [] },
  );
  await take(api, opened[2], [
    'centre',
    { act: 'reassign', as: 'cnppmHead', people: { tutor: 'p-bshtutor2' }, order: '13', comment: 'болезнь' },
  ]);
  await spoilTokens();
  before = await actsOfPeople();
});
afterAll(async () => {
  console.log(`${tried} cells`);
  server.close();
  await api.close();
});

async function spoilTokens(): Promise<void> {
  const { prisma } = api.database;
  for (const person of ['lecturer', 'centre', 'methodologist2']) await api.tokenOf(person);
  const { tokenHash } = await import('../../api/tokens.ts');
  const expired = 'expired_token_of_the_centre';
  const revoked = 'revoked_token_of_the_centre';
  const common = { personId: 'p-bshcentre', label: 'test' };
  const [past, future] = [new Date(Date.now() - 1_000), new Date(Date.now() + 86_400_000)];
  await prisma.token.create({ data: { ...common, hash: tokenHash(expired), expiresAt: past } });
  await prisma.token.create({ data: { ...common, hash: tokenHash(revoked), expiresAt: future, revokedAt: past } });
  await prisma.person.update({ where: { id: 'p-bshmethodologist2' }, data: { dismissedAt: past } });
}

async function authorization({ person }: Asking, seat: Seat): Promise<Record<string, string>> {
  if (person === 'nobody') return {};
  const spoilt = {
    wrongToken: 'a'.repeat(43),
    expiredToken: 'expired_token_of_the_centre',
    revokedToken: 'revoked_token_of_the_centre',
  };
  const token =
    spoilt[person as keyof typeof spoilt] ?? (await api.tokenOf(person === 'teacher' ? seat.teacher : person));
  return { Authorization: `Bearer ${token}` };
}

async function ask(asking: Asking, seat: Seat, method: 'get' | 'post', path: string, body?: object): Promise<Answer> {
  tried += 1;
  const headers = {
    ...(await authorization(asking, seat)),
    'Idempotency-Key': crypto.randomUUID(),
    'If-Match': '"999999"',
  };
  const sent = request(server)[method](path).set(headers);
  const { status, body: answer } = await (body ? sent.send(body) : sent);
  return { status, code: (answer as { code?: string }).code };
}

type Cell = { name: string; permission: Permission; mayAct: boolean; ask: () => Promise<Answer> };

/** Eight at a time; whatever does not agree with the table is listed, all at once. */
async function mismatches(cells: Cell[]): Promise<string[]> {
  const found: string[] = [];
  const left = cells.values();
  await Promise.all(Array.from({ length: 8 }, tryNext));
  return found;

  async function tryNext(): Promise<void> {
    for (const { name, permission, mayAct, ask: asked } of left) {
      const answer = await asked();
      if (!agrees(permission, answer, mayAct)) {
        found.push(
          `${name}: the table says ${permission}${mayAct ? ', named' : ''}; the answer is ${answer.status} ${answer.code ?? ''}`,
        );
      }
    }
  }
}

function pairs(): { seat: Seat; asking: Asking }[] {
  return seats.flatMap((seat) => everybody.map((asking) => ({ seat, asking })));
}

test('S1 every act, by everybody, on routes in four states, is answered as the table says', async () => {
  const cells = pairs().flatMap(({ seat, asking }) =>
    bodies.map((body): Cell => ({
      name: `${asking.who}, ${body.act} ${String('duty' in body ? body.duty : '')} on a route ${seat.state}`,
      permission: actPermissions[body.act][relationTo(seat, asking)],
      mayAct: holdsRole(seat, asking) && isNamed(process, body, asking.as),
      ask: () => ask(asking, seat, 'post', `/api/v1/ioms/${seat.id}/acts`, { ...body, as: asking.as }),
    })),
  );
  expect(cells.length).toBeGreaterThan(3_000);
  expect(await mismatches(cells)).toEqual([]);
});

test('S1 every operation, by everybody, is answered as the table says', async () => {
  const reading = operationIds.filter((id) => operationOf(id).method === 'get');
  const cells = pairs().flatMap(({ seat, asking }) => [
    ...reading.map((id) => cellOf(id, seat, asking, pathTo(id, seat))),
    cellOf('fastForward', seat, asking, '/api/v1/sandbox/fast-forward', { iom: seats[3]?.id, by: '1 day' }, seats[3]),
  ]);
  expect(await mismatches(cells)).toEqual([]);
});

function cellOf(id: OperationId, seat: Seat, asking: Asking, path: string, body?: object, about = seat): Cell {
  return {
    name: `${asking.who}, ${id}, on a route ${about.state}`,
    permission:
      operationPermissions[id][
        relationTo(about, asking.person === 'teacher' ? { ...asking, person: seat.teacher } : asking)
      ],
    mayAct: true,
    ask: () => ask(asking, seat, operationOf(id).method, path, body),
  };
}
function pathTo(id: OperationId, seat: Seat): string {
  const values = { id: seat.id, key: crypto.randomUUID(), edition: 'bashkortostan.undated' };
  return operationOf(id).path.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name as keyof typeof values]);
}

test('S1 opening: a lecturer is not covered, and only those the edition names are told so', async () => {
  const lecturer: Seat = { id: '', teacher: 'lecturer', state: 'not open', team: {}, former: [] };
  const own = { who: 'the lecturer as educator', person: 'lecturer', as: 'educator' };
  const others = everybody.filter(({ person }) => person !== 'teacher' && person !== 'lecturer' && person !== 'head1');
  const cells = ['personalRequest', 'foundDeficits'].flatMap((way) =>
    [own, ...others].map((asking): Cell => ({
      name: `${asking.who} opens by ${way}`,
      permission: operationPermissions.openIom[relationTo(lecturer, asking)],
      mayAct: (asking === own || holdsRole(lecturer, asking)) && isNamed(process, { act: 'open', way }, asking.as),
      ask: () => ask(asking, lecturer, 'post', '/api/v1/ioms', { educator: 'p-bshlecturer', way, as: asking.as }),
    })),
  );
  expect(await mismatches(cells)).toEqual([]);
  expect(await api.database.prisma.iom.count()).toBe(4);
});

test('S1 nothing was changed by any of it', async () => {
  expect(await actsOfPeople()).toEqual(before);
});

async function actsOfPeople(): Promise<string[]> {
  const rows = await api.database.prisma.entry.findMany({
    where: { byPerson: { not: null } },
    orderBy: [{ iomId: 'asc' }, { revision: 'asc' }],
  });
  return rows.map(({ iomId, act, byRole }) => `${iomId} ${act} ${byRole}`);
}

test('S1 a route one has nothing to do with is answered like one that does not exist', async () => {
  const stranger: Asking = { who: '', person: 'teacher5', as: 'educator' };
  for (const path of ['', '/timeline', '/duties', '/acts', '/plan']) {
    const [hidden, missing] = await Promise.all([
      request(server)
        .get(`/api/v1/ioms/${seats[0]?.id}${path}`)
        .set(await authorization(stranger, seats[0]!)),
      request(server)
        .get(`/api/v1/ioms/BSH-2026-999999${path}`)
        .set(await authorization(stranger, seats[0]!)),
    ]);
    const without = ({ body }: { body: object }) => ({ ...body, instance: '', traceId: '' });
    expect({ ...without(hidden), status: hidden.status }).toEqual({ ...without(missing), status: 404 });
  }
});
