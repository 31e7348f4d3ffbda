/** What `npm start` takes from its environment: ports of what it starts, addresses of what runs elsewhere. */
import { z } from 'zod';

const port = (usual: number) =>
  z.coerce
    .number()
    .refine((value) => Number.isInteger(value) && value >= 1 && value <= 65_535)
    .default(usual)
    .describe('a port number, from 1 to 65535');
const elsewhere = z.string().optional();
const onOrOff = z.enum(['0', '1']).optional().describe('0 or 1');
const secrets = z
  .string()
  .refine((text) => text.split(',').length <= 2 && text.split(',').every((each) => each.trim().length >= 32))
  .optional()
  .describe('one or two secrets of at least 32 characters, separated by a comma');

const names = z
  .string()
  .transform((text) => text.split(',').map((name) => name.trim()))
  .refine((list) => list.every((name) => name !== ''))
  .optional()
  .describe('names separated by commas');

const variables = {
  PORT: port(3000),
  TEMPORAL_PORT: port(7233),
  TEMPORAL_UI_PORT: port(8233),
  SMTP_PORT: port(1025),
  MAIL_PAGE_PORT: port(1080),
  POSTGRES_PORT: port(5433),
  DATABASE_URL: elsewhere,
  TEMPORAL_ADDRESS: elsewhere,
  SMTP_URL: elsewhere,
  PROOF_KEYS: secrets,
  PUBLIC_URL: z.url().optional().describe('an address such as https://marshrut.example'),
  NAMESPACES: names,
  DEMONSTRATION: onOrOff,
  SANDBOX: onOrOff,
};
const Environment = z.object(variables);

/** The demonstration and the sandbox are for servers that are started here: another one is asked for them by name. */
export type Environment = Omit<z.infer<typeof Environment>, 'DEMONSTRATION' | 'SANDBOX'> & {
  readonly demonstration: boolean;
  readonly sandbox: boolean;
};

export function readEnvironment(given: NodeJS.ProcessEnv): Environment {
  const set = Object.entries(given).filter(([, value]) => value !== '');
  const parsed = Environment.safeParse(Object.fromEntries(set));
  if (!parsed.success) throw new Error(parsed.error.issues.map(({ path }) => wrong(String(path[0]))).join('\n'));
  refuseSamePort(parsed.data);
  const { DEMONSTRATION, SANDBOX, ...rest } = parsed.data;
  const ownTemporal = rest.TEMPORAL_ADDRESS === undefined;
  return {
    ...rest,
    demonstration: switched(DEMONSTRATION, ownTemporal && rest.DATABASE_URL === undefined),
    sandbox: switched(SANDBOX, ownTemporal),
  };
}

function switched(given: '0' | '1' | undefined, usually: boolean): boolean {
  return given === undefined ? usually : given === '1';
}

function refuseSamePort(data: z.infer<typeof Environment>): void {
  const ports = Object.entries(data).filter(([name]) => name.endsWith('PORT'));
  for (const [name, value] of ports) {
    const [other] = ports.find(([earlier, taken]) => earlier < name && taken === value) ?? [];
    if (other !== undefined)
      throw new Error(`${other} and ${name} are both ${String(value)}: give one of them another port.`);
  }
}

function wrong(name: string): string {
  const wanted = (variables as Record<string, z.ZodType>)[name]?.description ?? 'something else';
  return `${name} must be ${wanted}: correct it or leave it out.`;
}
