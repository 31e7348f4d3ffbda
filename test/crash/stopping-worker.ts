/**
 * The product's worker with one difference: acts whose keys its parent has named stand still for ever at a point of
 * theirs and say so, so that the parent can kill the worker exactly there.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { createActivities } from '../../activities/activities.ts';
import { createMailer } from '../../activities/mailer.ts';
import { openDatabase } from '../../prisma/open-database.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { createWorker } from '../../worker/create-worker.ts';
import type { Armed, CrashPoint, WorkerSettings } from './crash-point.ts';

const settings = JSON.parse(process.argv[2] ?? '{}') as WorkerSettings;
const underWay = new AsyncLocalStorage<{ key: string }>();
let armed: Armed = {};
process.on('message', (points: Armed) => {
  armed = points;
  process.send?.({ armed: true });
});
process.on('disconnect', () => process.exit(0));

async function standStillAt(point: CrashPoint): Promise<void> {
  const key = underWay.getStore()?.key ?? '';
  if (armed[key] !== point) return;
  process.send?.({ reached: key });
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
  prisma: watched(openDatabase({ url: settings.database, connections: 8, report: () => undefined })),
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
      underWay.run({ key: asked.act.key }, async () => {
        const recorded = await activities.record(asked);
        await standStillAt('beforeReport');
        return recorded;
      }),
  },
});
process.send?.({ ready: true });
await worker.run();
process.exit(0);
