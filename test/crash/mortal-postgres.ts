/** A migrated PostgreSQL of one's own, which can go away for a while and come back at the same address. */
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { getFreePort } from '../../scripts/ports.ts';
import { startPostgres, stopPostgres } from '../../scripts/postgres.ts';

export class MortalPostgres {
  readonly #folder = mkdtempSync(join(tmpdir(), 'marshrut-mortal-'));
  #port = 0;
  url = '';

  async start(): Promise<void> {
    chmodSync(this.#folder, 0o755); // root lends PostgreSQL to another account, which must get through
    this.#port = await getFreePort();
    await this.comeBack();
    const env = { ...process.env, DATABASE_URL: this.url };
    await promisify(execFile)(process.execPath, ['scripts/migrate.ts', 'deploy'], { env });
  }
  async goAway(): Promise<void> {
    await stopPostgres(this.#dataDir);
  }
  async comeBack(): Promise<void> {
    const { url } = await startPostgres({ dataDir: this.#dataDir, port: this.#port });
    this.url = url;
  }
  async stop(): Promise<void> {
    await stopPostgres(this.#dataDir);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #dataDir(): string {
    return join(this.#folder, 'postgres');
  }
}
