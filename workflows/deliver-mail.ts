/**
 * One round of the mail lane: everything due in the outbox of one route. The first hour is impatient, so that
 * somebody learns of it; afterwards the server waits between attempts, up to six hours, without a timer of ours.
 */
import { ActivityFailure, CancellationScope, condition, isCancellation, proxyActivities } from '@temporalio/workflow';
import type { createActivities } from '../activities/activities.ts';
import type { Delivery } from '../domain/recorded.ts';

type Activities = Pick<ReturnType<typeof createActivities>, 'deliver'>;

const round = { startToCloseTimeout: '5m', summary: 'Письма маршрута' } as const;
const firstHour = proxyActivities<Activities>({
  ...round,
  scheduleToCloseTimeout: '1h',
  retry: { initialInterval: '5s', maximumInterval: '10m' },
});
const patience = { initialInterval: '10m', maximumInterval: '6h' } as const;
const patiently = proxyActivities<Activities>({ ...round, retry: patience });
const lastWeek = proxyActivities<Activities>({ ...round, scheduleToCloseTimeout: '7d', retry: patience });

export type Lane = { isClosed: () => boolean; isOverdue: () => Promise<unknown>; morePosted: () => boolean };

/** What came of the round, or nothing when it was given up: a new act restarts one that waits. */
export async function deliverUntilSettled(iom: string, lane: Lane): Promise<Delivery | undefined> {
  try {
    return await firstHour.deliver(iom);
  } catch (error) {
    if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
  }
  await lane.isOverdue();
  return deliverUnlessMorePosted(iom, lane);
}

async function deliverUnlessMorePosted(iom: string, { isClosed, morePosted }: Lane): Promise<Delivery | undefined> {
  const attempt = new CancellationScope();
  const watch = new CancellationScope();
  const restarted = watch
    .run(() => condition(morePosted))
    .then(
      () => attempt.cancel(),
      () => undefined,
    );
  try {
    return await attempt.run(() => (isClosed() ? lastWeek : patiently).deliver(iom));
  } catch (error) {
    if (!(error instanceof ActivityFailure) && !isCancellation(error)) throw error;
    return undefined;
  } finally {
    watch.cancel();
    await restarted;
  }
}
