/** What the API wants from its environment, parsed once. Temporal's own variables are read by @temporalio/envconfig. */
import { z } from 'zod';

const list = z.string().transform((text) => text.split(',').map((each) => each.trim()));

export const Environment = z.object({
  DATABASE_URL: z.url(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PROOF_KEYS: list.pipe(z.array(z.string().min(32)).min(1).max(2)),
  PUBLIC_URL: z.url().transform((url) => url.replace(/\/+$/, '')),
  SANDBOX: z.enum(['0', '1']).default('0'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});
export type Environment = z.infer<typeof Environment>;
