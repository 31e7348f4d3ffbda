/**
 * `record`, quickly or patiently: as a local activity while the database answers, else as an ordinary one that retries
 * for as long as it takes. A retrying local activity would add history events by the minute; a pending one adds none.
 */
import { isCancellation, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { createActivities } from '../activities/activities.ts';
import type { Recorded, ToRecord } from '../domain/recorded.ts';

type Activities = ReturnType<typeof createActivities>;

const quick = proxyLocalActivities<Pick<Activities, 'record'>>({
  startToCloseTimeout: '5s',
  scheduleToCloseTimeout: '5s',
  retry: { maximumAttempts: 3, initialInterval: '100ms', maximumInterval: '1s' },
});
const patient = proxyActivities<Pick<Activities, 'record'>>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '1s', maximumInterval: '30s' },
  summary: 'Запись решения в базу данных',
});

export async function record(act: Omit<ToRecord, 'now'>): Promise<Recorded> {
  const asked = { ...act, now: new Date().toISOString() };
  try {
    return await quick.record(asked);
  } catch (error) {
    if (isCancellation(error)) throw error;
    return patient.record(asked);
  }
}
