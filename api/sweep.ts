/** Reservations nobody finished (a crash, an outage) are started again until they run. Several processes may do so at once. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiParts } from './parts.ts';
import { Problem } from './problems.ts';
import { startRoute } from './start-route.ts';
import type { StartParts } from './start-route.ts';

type SweepParts = StartParts & Pick<ApiParts, 'logger'>;
const every = 10_000;
const olderThan = 10_000;
const atOnce = 20;

/** Runs until the signal aborts; the round under way is finished first. */
export async function sweepUntil(parts: SweepParts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sweep(parts).catch((error: unknown) => parts.logger.error({ err: error }, 'sweep'));
    await sleep(every, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

/** Returns how many were started. */
export async function sweep(parts: SweepParts): Promise<number> {
  const reservedAt = { lt: new Date(parts.clock().getTime() - olderThan) };
  const left = await parts.prisma.iom.findMany({
    where: { state: 'opening', reservedAt },
    orderBy: { reservedAt: 'asc' },
    take: atOnce,
  });
  let started = 0;
  for (const row of left) {
    try {
      await startRoute(parts, row);
      started += 1;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      parts.logger.warn({ iom: row.id, code: error.code }, 'sweep');
    }
  }
  return started;
}
