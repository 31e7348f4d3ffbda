/**
 * Brings the demonstration routes into their states, through the public API. Each step of a route has a key of its own
 * that is the same at every start: one that was cut off in the middle is gone on with by doing everything again.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Caller } from './api-client.ts';
import type { Answer, Asked } from './api-client.ts';
import { BashkortostanLife } from './bashkortostan-life.ts';
import type { World } from './bashkortostan-life.ts';
import { dataPath } from './data-folder.ts';
import { demonstrationRoutes } from './demonstration-routes.ts';

type Filling = { world: World; stopping: AbortSignal; say: (line: string) => void };
/** Numbers of routes by their names in the table. */
type Filled = Record<string, string>;

const TRIES = 20;

/** Returns how many there are. What an earlier start has filled stays as people left it. */
export async function fillRoutes({ world, stopping, say }: Filling): Promise<number> {
  const filled = await findFilled(world);
  for (const [name, iom] of Object.entries(filled)) say(routeLine(iom, demonstrationRoutes[name]?.says));
  const missing = Object.entries(demonstrationRoutes).filter(([name]) => filled[name] === undefined);
  if (missing.length > 0) say(`         demonstration       ${missing.length} routes, each step as people take it …`);
  await Promise.all(
    missing.map(async ([name, { says, cast, live }]) => {
      const life = new BashkortostanLife(keyed(world, name, stopping), cast);
      await live(life);
      filled[name] = life.iom;
      keep(filled);
      say(routeLine(life.iom, says));
    }),
  );
  return Object.keys(demonstrationRoutes).length;
}

function routeLine(iom: string, says = ''): string {
  return `         ${iom.padEnd(20)}${says}`;
}

/** The number of a route by its name in the table, when it is there. */
export function findDemonstrationRoute(name: string): string | undefined {
  return noted()[name];
}

function noted(): Filled {
  return existsSync(file()) ? (JSON.parse(readFileSync(file(), 'utf8')) as Filled) : {};
}

function file(): string {
  return dataPath('demonstration.json');
}

/** The file may be older than the database, when somebody took another one: a route must be there to count. */
async function findFilled({ as }: World): Promise<Filled> {
  const routes = Object.entries(noted());
  const there = await Promise.all(routes.map(async ([, iom]) => as('centre').get(`/api/v1/ioms/${iom}`)));
  return Object.fromEntries(routes.filter((_, index) => there[index]?.status === 200));
}

function keep(filled: Filled): void {
  writeFileSync(`${file()}.new`, `${JSON.stringify(filled, null, 2)}\n`);
  renameSync(`${file()}.new`, file());
}

/** The same world, whose people put the same keys to the same steps of a route whenever they take them. */
function keyed(world: World, name: string, stopping: AbortSignal): World {
  let step = 0;
  function nextKey(): string {
    step += 1;
    return uuidOf(`demonstration ${name} ${step}`);
  }
  return { ...world, as: (key) => new KeyedCaller(world.as(key), nextKey, stopping) };
}

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const unreachable: Answer = { status: 503, headers: new Headers(), body: {} };

class KeyedCaller extends Caller {
  readonly #nextKey: () => string;
  readonly #stopping: AbortSignal;

  constructor({ base, token }: Caller, nextKey: () => string, stopping: AbortSignal) {
    super(base, token);
    this.#nextKey = nextKey;
    this.#stopping = stopping;
  }

  /** Asks until there is an outcome, also of an API that is being started again. A key that was used for another body was used by this very step, on another day. */
  override async ask(method: string, path: string, body?: unknown, asked: Asked = {}): Promise<Answer> {
    const key = method === 'POST' ? this.#nextKey() : undefined;
    for (let tries = 1; ; tries += 1) {
      this.#stopping.throwIfAborted();
      const given = { ...asked, ...(key !== undefined && { key }) };
      const answer = await super.ask(method, path, body, given).catch(() => unreachable);
      if (answer.body['code'] === 'keyReused') return { ...answer, status: 200 };
      if (answer.status !== 503 || tries === TRIES) return answer;
      await sleep(1_000, undefined, { signal: this.#stopping });
    }
  }
}
