/**
 * Demonstration routes of Bashkortostan in every state, brought there by people through the public API. Each step has a
 * key of its own, so that a start that was cut off in the middle is gone on with by simply doing everything again.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Caller, Refused } from './api-client.ts';
import type { Answer, Asked } from './api-client.ts';
import { BashkortostanLife, firstSchool, secondSchool } from './bashkortostan-life.ts';
import type { Cast, World } from './bashkortostan-life.ts';
import { dataPath } from './data-folder.ts';

type Filling = { world: World; stopping: AbortSignal; say: (line: string) => void };
type Wanted = { says: string; cast: Cast; live: (life: BashkortostanLife) => Promise<unknown> };

const wanted: Readonly<Record<string, Wanted>> = {
  requested: {
    says: 'only just requested',
    cast: { ...firstSchool, educator: 'teacher2' },
    live: (life) => life.opened(),
  },
  teamed: {
    says: 'its team named',
    cast: { ...firstSchool, educator: 'teacher3' },
    live: async (life) => (await life.opened()).teamed(),
  },
  drafted: {
    says: 'its draft waits for signatures',
    cast: { ...firstSchool, educator: 'teacher4' },
    live: drafted,
  },
  returned: {
    says: 'returned with a reason by the head of ЦНППМ',
    cast: { ...secondSchool, educator: 'teacher5' },
    async live(life) {
      await (await drafted(life)).signed();
      await life.decide('centre', 'agree', { outcome: 'refused', comment: 'Не указано, где пройдёт посещение уроков' });
    },
  },
  overdue: {
    says: 'waits for approval, overdue and escalated',
    cast: { ...firstSchool, educator: 'teacher7' },
    async live(life) {
      await (await (await drafted(life)).signed()).agreed();
      await passUntil(life, 'escalated', '16 days');
    },
  },
  underWay: {
    says: 'under way',
    cast: { ...firstSchool, educator: 'teacher8' },
    live: (life) => life.underWay(),
  },
  nearTheEnd: {
    says: 'near the end of its year, one item not done',
    cast: { ...firstSchool, educator: 'teacher9' },
    async live(life) {
      await life.underWay();
      await life.started();
      await life.completed('i1');
      await passUntil(life, 'reminded', '340 days');
    },
  },
  completed: {
    says: 'completed',
    cast: { ...firstSchool, educator: 'teacher10' },
    live: async (life) => (await (await (await life.underWay()).carriedOut()).reflected()).concluded(),
  },
  unreachable: {
    says: 'its teacher cannot be reached by mail',
    cast: { ...firstSchool, educator: 'teacher11' },
    live: async (life) => (await life.opened()).teamed(),
  },
};

/** Returns how many there are. What was filled at an earlier start stays as people left it. */
export async function fillRoutes({ world, stopping, say }: Filling): Promise<number> {
  const filled = await readFilled(world);
  const names = Object.keys(wanted);
  const missing = names.filter((name) => filled[name] === undefined);
  if (missing.length > 0) say(`         demonstration       ${missing.length} routes are brought into their states …`);
  await Promise.all(missing.map((name) => fill(name)));
  return names.length;

  async function fill(name: string): Promise<void> {
    const route = wanted[name];
    if (route === undefined) return;
    const life = new BashkortostanLife(keyed(world, name, stopping), route.cast);
    await route.live(life);
    filled[name] = life.iom;
    writeFileSync(filledFile(), JSON.stringify(filled, null, 2));
    say(`         ${life.iom}     ${route.says}`);
  }
}
