/**
 * The product's worker with one difference: once the parent has armed it, it stands still for ever at a named point of
 * a person's act and says so, so that the parent can kill it exactly there.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { createActivities } from '../../activities/activities.ts';
import { createMailer } from '../../activities/mailer.ts';
import { openDatabase } from '../../prisma/open-database.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { createWorker } from '../../worker/create-worker.ts';
import type { CrashPoint, WorkerSettings } from './crash-point.ts';

const settings = JSON.parse(process.argv[2] ?? '{}') as WorkerSettings;
const underWay = new AsyncLocalStorage<{ byPerson: boolean }>();
let armed: CrashPoint | null = null;
process.on('message', (point: CrashPoint | null) => (armed = point));
process.on('disconnect', () => process.exit(0));

async function standStillAt(point: CrashPoint): Promise<void> {
  if (armed !== point || !underWay.getStore()?.byPerson) return;
  process.send?.({ reached: point });
  await new Promise(() => setInterval(() => undefined, 60_000));
}

function watched(real: PrismaClient): PrismaClient {
  type Work = (tx: never) => Promise<unknown>;
  const transaction = async (work: Work): Promise<unknown> => {
    const result = await real.$transaction(
      async (tx) => {
        const written = await work(tx as never);
        await standStillAt('beforeCommit');
        return written;
      },
      { timeout: 600_000 },
    );
    await standStillAt('afterCommit');
    return result;
  };
  return new Proxy(real, {
    get: (target, name) => (name === '$transaction' ? transaction : Reflect.get(target, name)),
  });
}

Runtime.install({ logger: new DefaultLogger('ERROR') });
const activities = createActivities({
  prisma: watched(openDatabase({ url: settings.database, connections: 4 })),
  mailer: createMailer(settings.smtp),
  clock: () => new Date(),
  proofKeys: [settings.proofKey],
  publicUrl: 'http://127.0.0.1',
  mailFrom: 'noreply@marshrut.example',
});
const worker = await createWorker({
  connection: await NativeConnection.connect({ address: settings.temporal }),
  namespace: settings.namespace,
  workflowBundle: { codePath: settings.bundle },
  activities: {
    ...activities,
    record: (asked) =>
      underWay.run({ byPerson: 'by' in asked.act }, async () => {
        const recorded = await activities.record(asked);
        await standStillAt('beforeReport');
        return recorded;
      }),
  },
});
process.send?.({ ready: true });
await worker.run();
