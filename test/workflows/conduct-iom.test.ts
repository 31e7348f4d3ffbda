import { loadEdition } from '../../regulations/load.ts';
import { Conductor, words } from './driver.ts';
import type { Route } from './driver.ts';
import { personId } from '../../prisma/demonstration.ts';
import { bashkiria } from './driver.ts';

let conductor: Conductor;
beforeAll(async () => {
  conductor = await Conductor.begin(loadEdition('regulations/bashkortostan.undated.yaml'));
});
afterAll(() => conductor.end());

const meeting = {
  act: 'record',
  duty: 'openingMeeting',
  fields: { date: '2026-09-01', participants: words(), tutorCooperation: words(), draftOrder: words() },
} as const;
const people = Object.fromEntries(
  Object.entries({
    tutor: 'tutor1',
    regionalMethodologist: 'methodologist1',
    deputyHead: 'deputy1',
    subjectAssociationHead: 'association1',
  }).map(([role, key]) => [role, personId(bashkiria, key)]),
);
const team = { act: 'assign', duty: 'team', people, fields: { orderNumber: words(), date: '2026-09-02' } } as const;

async function teamed(): Promise<Route> {
  const route = await conductor.open();
  await route.do('centre', 'cnppmHead', meeting);
  return route.do('centre', 'cnppmHead', team);
}

test('a route is opened, a verdict is written down, and an act that may not be is refused with its reason', async () => {
  const route = await conductor.open();
  expect((await route.state()).stage).toBe('diagnostic');
  expect(await route.try('teacher1', 'educator', meeting)).toMatchObject({ refused: 'notYourRole' });
  expect(await route.try('centre', 'cnppmHead', team)).toMatchObject({ refused: 'planBreaksRule' });
  await route.do('centre', 'cnppmHead', meeting);
  await route.do('centre', 'cnppmHead', team);
  expect((await route.entries()).map(({ act }) => act)).toEqual(['open', 'record', 'assign']);
  await route.letPass('3 days');
  expect((await route.state()).assigned).toMatchObject({ tutor: people['tutor'] });
});

test('silence reminds, lapses and escalates, and decides nothing', async () => {
  const route = await teamed();
  await route.letPass('40 days');
  const state = await route.state();
  expect(state.stage).toBe('diagnostic');
  expect(state.flags).toEqual(expect.arrayContaining(['overdue', 'escalated']));
  expect((await route.entries()).map(({ act }) => act)).toContain('timePasses');
});

test('the same key gets the first answer and has one effect', async () => {
  const route = await conductor.open();
  const act = await route.prepare('centre', 'cnppmHead', meeting);
  const [first, second] = [await route.send(act), await route.send(act)];
  expect(second).toEqual(first);
  expect(await route.entries()).toHaveLength(2);
});

test('a signal that may not be leaves an entry, a flag and a line; the route goes on', async () => {
  const route = await conductor.open();
  await route.signal(await route.prepare('centre', 'cnppmHead', meeting, { proven: false }));
  await route.handle.signal('approveEverything', { by: { person: 'Иван' } });
  await route.do('centre', 'cnppmHead', meeting);
  const state = await route.state();
  expect(state.flags).toContain('refusedSignal');
  expect(state.refusedSignals.map(({ act, refusal }) => [act, refusal])).toEqual([
    ['record', 'notThroughThisDoor'],
    ['unknownSignal', 'malformed'],
  ]);
});
