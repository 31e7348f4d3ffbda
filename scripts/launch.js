/**
 * The first step of every command in package.json. It installs what is missing and hands over to a new enough Node, so
 * that a machine with nothing but some Node can run everything. Plain JavaScript without packages, because it runs
 * before there are any; what the commands do is not decided here.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (path) => join(root, 'node_modules', path);

/** What each verb hands to Node; the words after the verb are added. */
const verbs = {
  start: ['scripts/start.ts'],
  test: [bin('jest/bin/jest.js')],
  check: ['scripts/check.ts'],
  lint: [bin('oxlint/bin/oxlint')],
  format: [bin('prettier/bin/prettier.cjs'), '--write', '.'],
  typecheck: [bin('typescript/bin/tsc')],
  migrate: ['scripts/migrate.ts'],
  'regulations:check': ['regulations/check.ts'],
  'regulations:schema': ['regulations/write-schema.ts'],
  requirements: ['scripts/requirements.ts'],
};

/** Node imports WebAssembly modules, which Prisma's engine is, from 24.5 on. */
const wanted = [24, 5];
const least = [20, 19];

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

class Refused extends Error {}
class Stopped extends Error {}

function atLeast(version, [major, minor]) {
  const [a = 0, b = 0] = version.replace(/^v/, '').split('.').map(Number);
  return a > major || (a === major && b >= minor);
}

async function timed(what, work) {
  process.stderr.write(`${what} …\n`);
  const began = performance.now();
  await work();
  process.stderr.write(`${what}: ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
}

function digest(...files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** Runs `work` unless `stamp` says that it was done for these very files. Of two commands at once one waits. */
async function once(stamp, files, work) {
  const current = digest(...files);
  const isDone = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === current;
  if (isDone()) return;
  await alone(async () => {
    if (isDone()) return;
    await work();
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, current);
  });
}

async function alone(work) {
  const lock = join(root, '.data/installing');
  mkdirSync(dirname(lock), { recursive: true });
  for (let waits = false; !taken(lock); waits = true) {
    if (!waits) process.stderr.write(`Another command installs here (${lock}): waiting for it …\n`);
    await sleep(500);
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** The lock holds the number of the process, so that one left by a killed command keeps nobody waiting. */
function taken(lock) {
  if (existsSync(lock) && !runs(lock)) rmSync(lock, { recursive: true, force: true });
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function runs(lock) {
  try {
    return process.kill(Number(readFileSync(lock, 'utf8')), 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function npm(...args) {
  const quiet = ['--loglevel=error', '--no-audit', '--no-fund', '--fetch-retry-mintimeout=1000'];
  const options = { cwd: root, stdio: ['ignore', 'inherit', 'pipe'] };
  const cli = process.env.npm_execpath;
  const child = cli
    ? spawn(process.execPath, [cli, ...args, ...quiet], options)
    : spawn('npm', [...args, ...quiet], { ...options, shell: process.platform === 'win32' });
  let [text, told] = ['', undefined];
  // at once: it would first put things back, and whoever installs next throws everything away anyway
  const stop = (signal) => {
    told = signal;
    child.kill('SIGKILL');
  };
  for (const signal of signals) process.on(signal, stop);
  child.stderr.on('data', (chunk) => (text += chunk));
  child.on('error', (error) => (text += error.message));
  const code = await new Promise((resolve) => child.on('close', resolve));
  for (const signal of signals) process.off(signal, stop);
  if (told) throw new Stopped(told);
  return { ok: code === 0, text };
}

async function install() {
  let result = await npm('ci');
  if (!result.ok && /EUSAGE|in sync/.test(result.text)) {
    process.stderr.write('npm ci does not accept package-lock.json here: npm install takes its place\n');
    result = await npm('install', '--no-save');
  }
  if (result.ok) return;
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|SOCKET_TIMEOUT/.test(result.text)) {
    throw new Refused(
      'The packages could not be fetched: the npm registry is not reachable. Connect to a network, or point npm at a reachable one (npm config set registry …, npm config set proxy …), and run the command again.',
    );
  }
  throw new Refused(`The packages could not be installed:\n${result.text}`);
}

/** The Node that is running when it is new enough, else the one that came with the packages. */
function findNode() {
  if (atLeast(process.version, wanted)) return process.execPath;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const packaged = bin(`node-${platform}-${process.arch}/bin/${file}`);
  const { stdout } = spawnSync(packaged, ['--version'], { encoding: 'utf8' });
  if (stdout && atLeast(stdout, wanted)) return packaged;
  throw new Refused(
    `Node ${wanted.join('.')} or newer is needed, this is ${process.version}, and none came with the packages for ${process.platform} ${process.arch}: install it from nodejs.org and run the command again.`,
  );
}

function generateClient(node, env) {
  const { status, stdout, stderr } = spawnSync(node, [bin('prisma/build/index.js'), 'generate', '--no-hints'], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Refused(`The database client could not be generated:\n${stdout}${stderr}`);
}

function environment(node, verb) {
  const flags = ['--disable-warning=ExperimentalWarning', ...(verb === 'test' ? ['--experimental-vm-modules'] : [])];
  return {
    ...process.env,
    TZ: 'UTC',
    PATH: [dirname(node), process.env.PATH].join(delimiter),
    NODE_OPTIONS: [process.env.NODE_OPTIONS, ...flags].filter(Boolean).join(' '),
  };
}

function handOver(node, args, env) {
  const child = spawn(node, args, { cwd: root, env, stdio: 'inherit' });
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  // npm that is told to leave does not tell us, but we lose our parent
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, 1_000);
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

async function launch(verb, args) {
  if (!atLeast(process.version, least)) {
    throw new Refused(
      `Node ${least.join('.')} or newer is needed, this is ${process.version}: install it from nodejs.org.`,
    );
  }
  const command = verbs[verb];
  if (!command) throw new Refused(`There is no "${verb ?? ''}": one of ${Object.keys(verbs).join(', ')}.`);
  await once(bin('.installed-lock'), ['package-lock.json'], () => timed('Installing packages', install));
  const node = findNode();
  const env = environment(node, verb);
  const schema = ['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json'];
  await once(join(root, 'prisma/generated/.schema'), schema, () =>
    timed('Generating the database client', () => generateClient(node, env)),
  );
  handOver(node, [...command, ...args], env);
}

try {
  const [verb, ...args] = process.argv.slice(2);
  await launch(verb, args);
} catch (error) {
  if (error instanceof Stopped) process.exit(128 + constants.signals[error.message]);
  console.error(error instanceof Refused ? error.message : error);
  process.exit(1);
}
