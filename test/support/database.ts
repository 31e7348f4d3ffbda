import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { openDatabase } from '../../prisma/open-database.ts';

export interface TestDatabase {
  readonly url: string;
  readonly prisma: PrismaClient;
  readonly close: () => Promise<void>;
}

/** An empty, migrated database of one's own: a copy of the template that the run made. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const template = new URL(process.env['TEST_DATABASE_URL'] ?? '');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(template, `CREATE DATABASE ${name} TEMPLATE ${template.pathname.slice(1)}`);
  const url = at(template, name);
  const prisma = openDatabase({ url, connections: 5 });
  return {
    url,
    prisma,
    async close() {
      await prisma.$disconnect();
      await administer(template, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

function at(server: URL, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

async function administer(server: URL, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: at(server, 'postgres') });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
