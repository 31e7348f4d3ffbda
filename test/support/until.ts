import { setTimeout as sleep } from 'node:timers/promises';

/** Asks until the answer is true; throws with the last question's words when it does not become so in time. */
export async function until(ask: () => Promise<boolean> | boolean, within = 60_000): Promise<void> {
  const end = performance.now() + within;
  while (!(await ask())) {
    if (performance.now() > end) throw new Error(`not within ${within} ms: ${ask.toString()}`);
    await sleep(50);
  }
}
