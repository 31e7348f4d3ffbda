/** Routes on a server of their own, which suggests another run after a few dozen events instead of thousands. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import proto from '@temporalio/proto';
import { toSnapshot } from '../../activities/row.ts';
import { loadEdition } from '../../regulations/load.ts';
import { startTemporal } from '../../scripts/temporal.ts';
import { setUpNamespaces } from '../../scripts/temporal-namespaces.ts';
import { Conductor } from './driver.ts';
import type { Route } from './driver.ts';
import { reflection } from './said.ts';
import { until } from '../support/until.ts';

type HistoryEvent = proto.temporal.api.history.v1.IHistoryEvent;
const Cause = proto.temporal.api.enums.v1.WorkflowTaskFailedCause;
const namespace = 'iom-ru-tst';

export type ShortRuns = { conductor: Conductor; end: () => Promise<void> };

export async function beginShortRuns(events: number): Promise<ShortRuns> {
  const folder = mkdtempSync(join(tmpdir(), 'marshrut-short-runs-'));
  const server = await startTemporal({
    logFile: join(folder, 'temporal.log'),
    namespaces: [namespace],
    settings: [`limit.historyCount.suggestContinueAsNew=${events}`],
  });
  const connection = await Connection.connect({ address: server.address });
  await setUpNamespaces(connection, [namespace]);
  await connection.close();
  const edition = loadEdition('regulations/bashkortostan.undated.yaml');
  const conductor = await Conductor.begin(edition, { address: server.address });
  return { conductor, end };

  async function end(): Promise<void> {
    await conductor.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All runs of a route, from the first to the present one. */
export async function runsOf(route: Route): Promise<string[]> {
  const { raw } = await route.handle.describe();
  const runs: string[] = [];
  let run = raw.workflowExecutionInfo?.firstRunId;
  while (run) {
    runs.push(run);
    run = (await historyOf(route, run)).at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
  }
  return runs;
}

async function historyOf({ handle, conductor }: Route, run: string): Promise<HistoryEvent[]> {
  const { events } = await conductor.lab.client.workflow.getHandle(handle.workflowId, run).fetchHistory();
  return events ?? [];
}

/** Tasks the server or the worker gave up, but for those that would have ended a run while a message came. */
export async function failedTasksOf(route: Route): Promise<string[]> {
  const runs = await Promise.all((await runsOf(route)).map((run) => historyOf(route, run)));
  return runs
    .flat()
    .flatMap(({ workflowTaskFailedEventAttributes: failed, workflowTaskTimedOutEventAttributes: late }) =>
      failed && failed.cause !== Cause.WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND
        ? [String(failed.failure?.message)]
        : late
          ? ['timed out']
          : [],
    );
}

/** The teacher writes on until the route has gone on as another run. */
export async function writeUntilNewRun(route: Route): Promise<void> {
  const { runId } = await route.handle.describe();
  await until(async () => {
    await route.do('teacher1', 'educator', reflection());
    return (await route.handle.describe()).runId !== runId;
  });
}

/** What the row holds, to be compared with what the route says of itself. */
export async function stateInRow({ conductor, id }: Route): Promise<object> {
  const { snapshot } = await conductor.database.prisma.iom.findUniqueOrThrow({ where: { id } });
  return snapshot as object;
}
export async function stateOfRoute(route: Route): Promise<object> {
  return JSON.parse(JSON.stringify(toSnapshot(await route.state()))) as object;
}

export async function pendingActivitiesOf({ handle }: Route): Promise<(string | null | undefined)[]> {
  const { raw } = await handle.describe();
  return (raw.pendingActivities ?? []).map(({ activityType }) => activityType?.name);
}

/** For `record` a row that somebody holds is a database that does not answer. */
export async function whileRowIsHeld<T>({ conductor, id }: Route, act: () => Promise<T>): Promise<T> {
  return conductor.database.prisma.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT id FROM ioms WHERE id = ${id} FOR UPDATE`;
      return act();
    },
    { timeout: 60_000 },
  );
}
