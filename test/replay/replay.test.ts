/** Routes live for years: what stands in their histories leads to the same commands and the same state in every release. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import type proto from '@temporalio/proto';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { toSnapshot } from '../../activities/row.ts';
import { openTestDatabase } from '../support/database.ts';
import { seedDemonstration } from '../../prisma/demonstration.ts';
import { foldHistory } from './fold-history.ts';
import { shapes } from './shapes.ts';
import { historyFile, stateFile } from './stored.ts';

type History = proto.temporal.api.history.v1.IHistory;

const names = Object.keys(shapes);
const most = 300 * 1_024;

beforeAll(() => Runtime.install({ logger: new DefaultLogger('ERROR') }));

function stored(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
/** What was wrong, by name of the shape; nothing when it replayed. */
async function replay(name: string, history: History): Promise<string | undefined> {
  const workflowBundle = { codePath: process.env['TEST_WORKFLOW_BUNDLE'] ?? '' };
  const replayed = Worker.runReplayHistories({ workflowBundle }, [{ workflowId: name, history }]);
  for await (const { error } of replayed) return error && `${error.name}: ${error.message}`;
  return 'nothing was replayed';
}

test('every shape has its history, and every history its shape', () => {
  const files = readdirSync('test/replay/histories').filter((file) => !file.endsWith('.state.json'));
  expect(files.toSorted()).toEqual(names.map((name) => `${name}.json`).toSorted());
});

describe.each(names)('%s', (name) => {
  const history = historyFromJSON(stored(historyFile(name)));

  test('replays under the code as it is', async () => {
    expect(await replay(name, history)).toBeUndefined();
  });
  test('leads to the state it led to', () => {
    const { state } = JSON.parse(JSON.stringify({ state: toSnapshot(foldHistory(history)) })) as { state: unknown };
    expect(state).toEqual(stored(stateFile(name)));
  });
  test('is small', () => {
    expect(statSync(historyFile(name)).size).toBeLessThan(most);
  });
});

test('a history in which something else was asked for than the code asks for does not replay', async () => {
  const { events } = historyFromJSON(stored(historyFile('lapsed-and-escalated')));
  const scheduled = events?.find((event) => event.activityTaskScheduledEventAttributes);
  scheduled!.activityTaskScheduledEventAttributes!.activityType = { name: 'forget' };
  expect(await replay('another activity', { events: events ?? [] })).toMatch(/^DeterminismViolationError/);
});

test('no history holds a name, an address or a host of anybody', async () => {
  const database = await openTestDatabase();
  await seedDemonstration(database.prisma);
  const people = await database.prisma.person.findMany();
  await database.close();
  expect(people.length).toBeGreaterThan(10);
  for (const name of names) {
    const text = readable(readFileSync(historyFile(name), 'utf8'));
    const words = new Set(text.split(/[^\p{L}\p{N}@._-]+/u));
    const held = people.flatMap(({ familyName, givenName, patronymic, email }) =>
      [familyName, givenName, patronymic, email].filter((each) => each && words.has(each)),
    );
    expect(held).toEqual([]);
    expect(text.match(/"identity": "(?!worker)[^"]*"|"stackTrace": "[^"]|node_modules|file:/g)).toBeNull();
  }
});
/** Payloads stand in base64. */
function readable(json: string): string {
  return json.replaceAll(/"data": "([^"]*)"/g, (_, data: string) => Buffer.from(data, 'base64').toString('utf8'));
}
