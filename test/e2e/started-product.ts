/** The whole product as an operator has it: `npm start` in a process of its own, on free ports and a data folder. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { demonstrationRegions, personId } from '../../prisma/demonstration.ts';
import { Caller } from '../../scripts/api-client.ts';
import { getFreePort } from '../../scripts/ports.ts';
import type { SignIns } from '../../scripts/sign-ins.ts';
import { until } from '../support/until.ts';

export type Settings = Record<string, string>;

const portNames = ['PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT', 'SMTP_PORT', 'MAIL_PAGE_PORT', 'POSTGRES_PORT'];
/** What would lead the start of a test to somebody's own servers. */
const elsewhere = ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'SMTP_URL', 'DEMONSTRATION', 'SANDBOX', 'NAMESPACES'];
const readyWithin = 60_000;
const stopsWithin = 30_000;
const bashkiria = demonstrationRegions.find(({ prefix }) => prefix === 'BSH') ?? { prefix: '' };

export class StartedProduct {
  readonly folder: string;
  readonly settings: Settings;
  output = '';
  #child: ChildProcess | undefined;
  #exit: number | string | undefined;

  private constructor(folder: string, settings: Settings) {
    this.folder = folder;
    this.settings = settings;
  }

  /** Free ports, and a folder that the account to which root lends PostgreSQL may enter. Nothing is started yet. */
  static async prepare(settings: Settings = {}): Promise<StartedProduct> {
    const folder = mkdtempSync(join(tmpdir(), 'marshrut-e2e-'));
    chmodSync(folder, 0o755);
    const ports = await Promise.all(portNames.map(async (name) => [name, String(await getFreePort())] as const));
    return new StartedProduct(folder, { ...Object.fromEntries(ports), DATA_DIR: folder, ...settings });
  }

  get environment(): NodeJS.ProcessEnv {
    const inherited = Object.entries(process.env).filter(([name]) => !elsewhere.includes(name));
    return { ...Object.fromEntries(inherited), ...this.settings };
  }
  get base(): string {
    return `http://127.0.0.1:${this.settings['PORT']}`;
  }

  /** Until it says that it is ready, or has ended. */
  async start(): Promise<void> {
    this.output = '';
    this.#exit = undefined;
    const env = this.environment;
    const child = spawn('npm', ['start'], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (this.output += String(chunk)));
    // closed, not only left: nobody that was started holds its output any more
    child.once('close', (code, signal) => (this.#exit = signal ?? code ?? 'unknown'));
    this.#child = child;
    await until(() => this.#exit !== undefined || this.says(/^Ready/m), readyWithin);
  }
  /** SIGINT to the group is Ctrl-C at a terminal; SIGTERM reaches npm alone, as from a service manager. */
  async stop(how: 'SIGINT' | 'SIGTERM'): Promise<number | string> {
    const pid = this.#child?.pid ?? 0;
    process.kill(how === 'SIGINT' ? -pid : pid, how);
    return this.exit();
  }
  /** The exit code, or the signal that ended it. */
  async exit(): Promise<number | string> {
    await until(() => this.#exit !== undefined, stopsWithin);
    return this.#exit ?? 'unknown';
  }
  says(words: RegExp): boolean {
    return words.test(this.output);
  }

  /** Processes by the names of their parts, as long as they run. */
  processes(): Record<string, number> {
    const run = join(this.folder, 'run');
    const files = existsSync(run) ? readdirSync(run).map((file) => join(run, file)) : [];
    const noted = files.map((file) => [basename(file, '.json'), (this.#read(file) as { pid: number }).pid] as const);
    const server = join(this.folder, 'postgres', 'postmaster.pid');
    const database = existsSync(server) ? Number(readFileSync(server, 'utf8').split('\n')[0]) : 0;
    return { ...Object.fromEntries(noted), ...(database > 0 && { PostgreSQL: database }) };
  }
  /** Whatever happened: nothing stays behind on the machine. */
  cleanUp(): void {
    const group = this.#exit === undefined && this.#child?.pid ? [-this.#child.pid] : [];
    for (const pid of [...group, ...Object.values(this.processes())]) {
      if (pid < 0 || isRunning(pid)) process.kill(pid, 'SIGKILL');
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A demonstration person of Bashkortostan at the API. */
  as(key: string): Caller {
    const { people } = this.#read(join(this.folder, 'sign-ins.json')) as SignIns;
    return new Caller(this.base, people[this.idOf(key)]?.token ?? '');
  }
  idOf(key: string): string {
    return personId(bashkiria, key);
  }
  /** Numbers of the demonstration routes by their names. */
  routes(): Record<string, string> {
    return this.#read(join(this.folder, 'demonstration.json')) as Record<string, string>;
  }
  /** Subjects of the mails about a route that were caught for somebody. */
  async subjects(key: string, iom: string): Promise<string[]> {
    const response = await fetch(`http://127.0.0.1:${this.settings['MAIL_PAGE_PORT']}/api/email`);
    const mails = (await response.json()) as { subject: string; to: { address: string }[] }[];
    const own = mails.filter(({ to }) => to.some(({ address }) => address.startsWith(`${key}.`)));
    return own.map(({ subject }) => subject).filter((subject) => subject.includes(iom));
  }

  #read(file: string): unknown {
    return JSON.parse(readFileSync(file, 'utf8'));
  }
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // where nobody collects the dead, they still have a number
    const stat = `/proc/${pid}/stat`;
    return !existsSync(stat) || !readFileSync(stat, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}
