/** What may come through Temporal besides messages of the right shape: the route must outlive all of it. */
import { loadEdition } from '../../regulations/load.ts';
import { Conductor } from './driver.ts';
import type { Route } from './driver.ts';
import { meeting } from './said.ts';

let conductor: Conductor;
beforeAll(async () => {
  conductor = await Conductor.begin(loadEdition('regulations/bashkortostan.undated.yaml'));
});
afterAll(() => conductor.end());

/** Bytes as any tool may send them, without the client that would encode them. */
async function signalRaw(route: Route, signalName: string, data: string, encoding: string): Promise<void> {
  const payload = { metadata: { encoding: Buffer.from(encoding) }, data: Buffer.from(data) };
  await conductor.lab.client.workflowService.signalWorkflowExecution({
    namespace: conductor.lab.namespace,
    workflowExecution: { workflowId: route.handle.workflowId },
    signalName,
    input: { payloads: [payload] },
  });
}

test.each([
  ['of an encoding nobody here reads', 'moveTerm', '{}', 'json/protobuf'],
  ['that is no JSON', 'moveTerm', '{"by":', 'json/plain'],
  ['without anything', 'moveTerm', '', 'binary/null'],
  ['that is a number', 'moveTerm', '7', 'json/plain'],
  ['named as only Temporal names its own', '__temporal_approve', '{}', 'json/plain'],
])(
  'a signal %s is noted, and the route goes on',
  async (_, name, data, encoding) => {
    const route = await conductor.open();
    await signalRaw(route, name, data, encoding);
    await route.do('centre', 'cnppmHead', meeting);
    expect((await route.state()).refusedSignals).toMatchObject([{ refusal: 'malformed', person: 'unknown' }]);
  },
  15_000,
);

test('a signal with a proof that somebody made up, about what every object has, is noted like any other', async () => {
  const route = await conductor.open();
  const by = { person: 'p-bshteacher1', role: 'educator' };
  const proof = `1234567890.${'a'.repeat(64)}`;
  await route.handle.signal('notice', { by, proof, notice: 'constructor' });
  await route.do('centre', 'cnppmHead', meeting);
  expect((await route.state()).refusedSignals).toMatchObject([{ refusal: 'proofInvalid', person: by.person }]);
});

test('a request for cancellation that is repeated is noted and ends nothing', async () => {
  const route = await conductor.open();
  await route.handle.cancel();
  await route.handle.cancel().catch(() => undefined);
  await route.do('centre', 'cnppmHead', meeting);
  expect((await route.state()).refusedSignals).toMatchObject([{ act: 'cancellation' }]);
  expect((await route.handle.describe()).status.name).toBe('RUNNING');
});
