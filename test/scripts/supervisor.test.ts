import { Supervisor } from '../../scripts/supervisor.ts';
import type { Part } from '../../scripts/supervisor.ts';

interface Stage {
  readonly parts: Part[];
  readonly happened: string[];
  readonly kill: (name: string) => void;
}

function stageOf(...names: string[]): Stage {
  const happened: string[] = [];
  const kills = new Map<string, (reason: string) => void>();
  const parts = names.map((name) => ({
    name,
    async start() {
      const { promise, resolve } = Promise.withResolvers<string>();
      kills.set(name, resolve);
      happened.push(`start ${name}`);
      return { says: '', ended: promise, stop: async () => void happened.push(`stop ${name}`) };
    },
  }));
  return { parts, happened, kill: (name) => kills.get(name)?.('killed') };
}

test('parts start in order and stop in reverse order', async () => {
  const { parts, happened } = stageOf('database', 'worker', 'api');
  const supervisor = new Supervisor(
    parts.map((part) => [part]),
    () => {},
  );
  await supervisor.start();
  await supervisor.stop();
  expect(happened).toEqual(['start database', 'start worker', 'start api', 'stop api', 'stop worker', 'stop database']);
});

test('a part that dies is started again, and somebody is told why', async () => {
  const { parts, happened, kill } = stageOf('worker');
  const back = Promise.withResolvers<void>();
  const said: string[] = [];
  const supervisor = new Supervisor([parts], (line) => {
    said.push(line.trim());
    if (line.endsWith('is back')) back.resolve();
  });
  await supervisor.start();
  kill('worker');
  await back.promise;
  await supervisor.stop();
  expect(happened).toEqual(['start worker', 'start worker', 'stop worker']);
  expect(said.slice(1)).toEqual(['worker ended (killed) and is started again in 1 s', 'worker is back']);
});

test('what does not start the first time is a failure, and nothing after it is started', async () => {
  const { parts, happened } = stageOf('api');
  const broken: Part = { name: 'database', start: async () => Promise.reject(new Error('port taken')) };
  const supervisor = new Supervisor([[broken], parts], () => {});
  await expect(supervisor.start()).rejects.toThrow('port taken');
  expect(happened).toEqual([]);
});
