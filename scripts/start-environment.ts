/** What `npm start` takes from its environment: ports of what it starts, addresses of what runs elsewhere. */
import { z } from 'zod';

const port = (usual: number) => z.coerce.number().int().min(1).max(65_535).default(usual);
const elsewhere = z.string().optional();

const Environment = z.object({
  PORT: port(3000),
  TEMPORAL_PORT: port(7233),
  TEMPORAL_UI_PORT: port(8233),
  SMTP_PORT: port(1025),
  MAIL_PAGE_PORT: port(1080),
  POSTGRES_PORT: port(5433),
  DATABASE_URL: elsewhere,
  TEMPORAL_ADDRESS: elsewhere,
  SMTP_URL: elsewhere,
});
export type Environment = z.infer<typeof Environment>;

export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const given = Object.entries(variables).filter(([, value]) => value !== '');
  const parsed = Environment.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const names = parsed.error.issues.map(({ path }) => path.join('.')).join(' and ');
  throw new Error(`${names} must be a port number, from 1 to 65535.`);
}
