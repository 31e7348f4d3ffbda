import { defineConfig } from 'prisma/config';

// Prisma's CLI would fetch its native engine from a host of its own; the stand-in runs the WebAssembly build of the same
// engine from npm. A dummy such as /bin/true must never stand here: migrate would do nothing and report success.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= './scripts/schema-engine.ts';

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  // not prisma's env(): that throws when the variable is missing, and `generate` needs no database
  datasource: { url: process.env['DATABASE_URL'] ?? '' },
});
