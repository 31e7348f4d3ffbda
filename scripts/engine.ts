/**
 * Prisma's own schema engine in its WebAssembly build, which npm carries; the native one would have to be fetched from
 * another host. `MigrationPg` mends what Prisma's PostgreSQL adapter (7.10) gets wrong when it is used for migrations.
 */
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';
import pg from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';

// The engine reports a Rust panic through this global before it traps; without it there is only a TypeError.
Object.assign(globalThis, {
  PRISMA_WASM_PANIC_REGISTRY: { set_message: (text: string) => console.error(`schema engine panic: ${text}`) },
});

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>;
type PerformIO = (query: Parameters<Adapter['queryRaw']>[0]) => Promise<pg.QueryArrayResult>;

/** Catalogue columns of PostgreSQL's one-byte type "char", which the adapter does not know. */
const CHAR_OID = 18;
const TEXT_OID = 25;

class MigrationPg extends PrismaPg {
  readonly #config: pg.PoolConfig;
  readonly #schema: string;
  readonly #adapters: Adapter[] = [];

  constructor(url: string) {
    // Fields instead of the connection string: pg prefers the string's database to the field `database`, so that the
    // shadow database would be the real one. One connection: the advisory lock belongs to the session.
    const config = { ...parseIntoClientConfig(url), max: 1, connectionTimeoutMillis: 5_000 } as pg.PoolConfig;
    const schema = new URL(url).searchParams.get('schema') ?? 'public';
    super(config, { schema });
    this.#config = config;
    this.#schema = schema;
  }

  override async connect(): Promise<Adapter> {
    return this.#mended(await super.connect());
  }

  override async connectToShadowDb(): Promise<Adapter> {
    const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
    await this.#administer(`CREATE DATABASE "${name}" TEMPLATE template0`);
    const shadow = await new PrismaPg({ ...this.#config, database: name }, { schema: this.#schema }).connect();
    const end = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await end();
      await this.#administer(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    };
    return this.#mended(shadow);
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#adapters.map((adapter) => adapter.dispose()));
  }

  async #administer(sql: string): Promise<void> {
    const client = new pg.Client(this.#config);
    await client.connect();
    await client.query(sql).finally(() => client.end());
  }

  #mended(adapter: Adapter): Adapter {
    sendScriptsWhole(adapter);
    readCharColumns(adapter);
    disposeOnce(adapter);
    this.#adapters.push(adapter);
    return adapter;
  }
}

/** The adapter cuts scripts at every semicolon, also inside `$$ … $$`, and leaves half of a failed one behind. */
function sendScriptsWhole(adapter: Adapter): void {
  adapter.executeScript = async (sql) => {
    await adapter
      .underlyingDriver()
      .query(sql)
      .catch((error: unknown) => adapter['onError'](error));
  };
}

/** Introspection wants "char" as a Character: read it as text and say so. */
function readCharColumns(adapter: Adapter): void {
  const performIO: PerformIO = adapter['performIO'].bind(adapter);
  const queryRaw = adapter.queryRaw.bind(adapter);
  const charColumns = new WeakMap<object, number[]>();
  const performAsText: PerformIO = async (query) => {
    const result = await performIO(query);
    charColumns.set(
      result.rows,
      result.fields.flatMap((field, index) => (field.dataTypeID === CHAR_OID ? [index] : [])),
    );
    for (const field of result.fields) if (field.dataTypeID === CHAR_OID) field.dataTypeID = TEXT_OID;
    return result;
  };
  adapter['performIO'] = performAsText;
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const index of charColumns.get(result.rows) ?? []) {
      result.columnTypes[index] = ColumnTypeEnum.Character;
      for (const row of result.rows) if (row[index] === '') row[index] = '\0';
    }
    return result;
  };
}

/** `engine.free()` disposes of nothing, `close()` of everything: whoever comes second finds it done. */
function disposeOnce(adapter: Adapter): void {
  const dispose = adapter.dispose.bind(adapter);
  let disposed: Promise<void> | undefined;
  adapter.dispose = () => (disposed ??= dispose());
}

export interface OpenEngine {
  readonly engine: SchemaEngine;
  readonly close: () => Promise<void>;
}

/** An engine on the database of `url`; `schemas` are pairs of path and text. Close it: it holds connections. */
export async function openEngine(url: string, schemas?: [string, string][]): Promise<OpenEngine> {
  const factory = new MigrationPg(url);
  const engine = await SchemaEngine.new(
    { datamodels: schemas },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  return {
    engine,
    async close() {
      engine.free();
      await factory.close();
    },
  };
}

/** What the engine has to say, without the trace of its inner spans. */
export function engineMessage(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split(/\n\s+0: /)[0]?.trim() ?? '';
}
