/** A Temporal of one's own, which loses what it has not written down when it is killed and comes back at the same address. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getFreePort } from '../../scripts/ports.ts';
import { startTemporal } from '../../scripts/temporal.ts';
import type { Temporal } from '../../scripts/temporal.ts';
import type { Killable } from './cut-short.ts';

export class MortalTemporal implements Killable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'marshrut-mortal-'));
  #server: Temporal | undefined;
  #port = 0;
  kills = 0;

  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }
  async start(): Promise<void> {
    this.#port = await getFreePort();
    await this.restart();
  }
  async kill(): Promise<void> {
    if (!this.#server) return;
    const { process } = this.#server;
    const ended = once(process, 'exit');
    process.kill('SIGKILL');
    await ended;
    this.kills += 1;
  }
  async restart(): Promise<void> {
    this.#server = await startTemporal({
      port: this.#port,
      dbFile: join(this.#folder, 'temporal.db'),
      logFile: join(this.#folder, 'temporal.log'),
      namespaces: [],
    });
  }
  async stop(): Promise<void> {
    await this.#server?.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
