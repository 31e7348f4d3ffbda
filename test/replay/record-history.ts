/**
 * Makes the history of one shape: `npm exec -- node test/replay/record-history.ts <shape>`. It never replaces one: a
 * history that no longer replays says that routes under way would no longer either, and a new one would only hide it.
 */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { toSnapshot } from '../../activities/row.ts';
import globalSetup from '../support/global-setup.js';
import { beginShortRuns } from '../workflows/short-runs.ts';
import { historyFile, stateFile } from './stored.ts';
import type { Shape } from './shapes.ts';
import { shapes, suggestedAfter } from './shapes.ts';

/** The server's own suggestion, which no shape comes near. */
const neverHere = 4_096;

function shapeNamed(name: string | undefined): Shape {
  const shape = Object.keys(shapes).find((each) => each === name);
  if (!shape) throw new Error(`which shape? one of ${Object.keys(shapes).join(', ')}`);
  if (existsSync(historyFile(shape))) throw new Error(`${shape} is there already, and stays as it is`);
  return shape as Shape;
}

async function recordHistory(shape: Shape): Promise<void> {
  const { conductor, end } = await beginShortRuns(suggestedAfter[shape] ?? neverHere);
  try {
    const route = await shapes[shape](conductor);
    const history: unknown = JSON.parse(historyToJSON(await route.handle.fetchHistory()));
    await writeFile(historyFile(shape), pretty(withoutMachine(history)));
    await writeFile(stateFile(shape), pretty(toSnapshot(await route.state())));
  } finally {
    await end();
  }
}

/** Which process on which host did something, and from which folder, is nobody's business and not looked at by a replay. */
const ofTheMachine: Record<string, string> = { identity: 'worker', stackTrace: '' };
function withoutMachine(history: unknown): unknown {
  return JSON.parse(JSON.stringify(history, (name, value: unknown) => ofTheMachine[name] ?? value));
}
function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}

const wanted = shapeNamed(process.argv[2]);
await globalSetup();
try {
  await recordHistory(wanted);
} finally {
  await globalThis.stopTestServers();
}
process.exit(0);
