#!/usr/bin/env -S node --disable-warning=ExperimentalWarning
/**
 * Stands in for Prisma's native schema-engine binary (JSON-RPC on stdio), so that Prisma's ordinary command line works
 * from npm packages alone. prisma.config.ts names this file; nobody calls it by hand.
 */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { engineMessage, openEngine } from './engine.ts';
import type { OpenEngine } from './engine.ts';

/** The protocol is Prisma's own and has no types. */
type Json = Record<string, unknown>;
type Engine = OpenEngine['engine'];

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: { datasource: { type: 'string' }, datamodels: { type: 'string', multiple: true } },
});
const datasource = JSON.parse(typeof values['datasource'] === 'string' ? values['datasource'] : '{}') as Json;
const url = typeof datasource['url'] === 'string' ? datasource['url'] : (process.env['DATABASE_URL'] ?? '');
const paths = (values['datamodels'] ?? []) as string[];
const schemas = paths.map((path): [string, string] => [path, readFileSync(path, 'utf8')]);

function send(message: Json): void {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

async function createDatabase(): Promise<Json> {
  const admin = new URL(url);
  const name = decodeURIComponent(admin.pathname.slice(1));
  admin.pathname = '/postgres';
  const client = new pg.Client({ connectionString: admin.href, connectionTimeoutMillis: 5_000 });
  await client.connect();
  await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`).finally(() => client.end());
  return { databaseName: name };
}

async function diffToSchema(engine: Engine, asked: Json, script: boolean) {
  const lockfile = { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' };
  return engine.diff({
    from: { tag: 'migrations', ...(asked['migrationsList'] as object), lockfile },
    to: { tag: 'schemaDatamodel', ...(asked['schema'] as object) },
    script,
    exitCode: true,
    filters: asked['filters'],
  } as Parameters<Engine['diff']>[0]);
}

/** What the WebAssembly build does not do for PostgreSQL, or answers in another shape than the binary. */
const special: Record<string, (engine: Engine, asked: Json) => Promise<unknown>> = {
  getDatabaseVersion: async (engine) => engine.version(),
  async createMigration(engine, asked) {
    const { stdout, exitCode } = await diffToSchema(engine, asked, true);
    const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
    const empty = asked['draft'] === true ? '-- This is an empty migration.' : null;
    return {
      connectorType: 'postgresql',
      extension: 'sql',
      migrationScript: exitCode === 0 ? empty : stdout,
      generatedMigrationName: [stamp, asked['migrationName']].filter(Boolean).join('_'),
    };
  },
  /** Without warnings of data loss: whoever makes a migration reads its SQL. */
  async evaluateDataLoss(engine, asked) {
    const { exitCode } = await diffToSchema(engine, asked, false);
    return { migrationSteps: exitCode === 0 ? 0 : 1, unexecutableSteps: [], warnings: [] };
  },
  async diff(engine, asked) {
    const result = await engine.diff(asked as unknown as Parameters<Engine['diff']>[0]);
    send({ method: 'print', params: { content: result.stdout ?? '' }, id: 1_000_000 });
    return { ...result, stdout: null };
  },
};

async function call(method: string, asked: Json): Promise<unknown> {
  if (method === 'createDatabase') return createDatabase();
  const { engine, close } = await openEngine(url, schemas.length > 0 ? schemas : undefined);
  try {
    const own = special[method];
    if (own !== undefined) return await own(engine, asked);
    const methods = engine as unknown as Record<string, (asked: Json) => Promise<unknown>>;
    const known = methods[method];
    if (known === undefined) throw new Error(`the WebAssembly engine knows no ${method}`);
    return (await known.call(engine, asked)) ?? {};
  } finally {
    await close();
  }
}

/** `schema-engine cli can-connect-to-database` and `cli create-database`: an exit code and one log line on failure. */
async function runOnce(command: string | undefined): Promise<number> {
  try {
    if (command === 'create-database') {
      await createDatabase();
      return 0;
    }
    const { engine, close } = await openEngine(url);
    await engine.ensureConnectionValidity({ datasource: { tag: 'ConnectionString', url } }).finally(close);
    return 0;
  } catch (error) {
    const message = engineMessage(error);
    const missing = /does not exist/.test(message) ? 'P1003' : 'P1001';
    const code = /authentication/i.test(message) ? 'P1000' : missing;
    const line = { level: 'ERROR', target: 'schema_engine::logger', fields: { error_code: code, message } };
    console.error(`\n${JSON.stringify(line)}`);
    return 1;
  }
}

function serve(): void {
  let queue = Promise.resolve();
  let current: unknown;
  function fail(error: unknown): void {
    const { code } = error as { code?: string };
    const data = { is_panic: false, message: engineMessage(error), error_code: code, meta: null };
    send({
      id: current,
      error: { code: 4466, message: 'An error happened. Check the data field for details.', data },
    });
  }
  // A Rust panic surfaces here, outside of any promise; left unanswered, the command line would end with success.
  process.on('uncaughtException', (error) => {
    fail(new Error(`the schema engine panicked: ${engineMessage(error)}`));
    process.exitCode = 1;
    process.stdin.destroy();
  });
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    const { id, method, params } = JSON.parse(line) as { id: unknown; method?: string; params?: Json };
    if (method === undefined) return; // the answer to our `print`
    queue = queue
      .then(() => {
        current = id;
        return call(method, params ?? {});
      })
      .then((result) => send({ id, result }), fail);
  });
  lines.on('close', () => void queue.then(() => process.exit()));
}

if (positionals[0] === 'cli') process.exit(await runOnce(positionals[1]));
serve();
