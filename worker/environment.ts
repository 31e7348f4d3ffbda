/** What the worker wants from its environment, parsed once. */
import { z } from 'zod';

const list = z.string().transform((text) => text.split(',').map((each) => each.trim()));

export const Environment = z.object({
  DATABASE_URL: z.url(),
  SMTP_URL: z.url(),
  PROOF_KEYS: list.pipe(z.array(z.string().min(32)).min(1).max(2)),
  PUBLIC_URL: z.url(),
  MAIL_FROM: z.string().default('Маршрут <noreply@marshrut.example>'),
  NAMESPACES: list.pipe(z.array(z.string().min(1)).min(1)),
  WORKFLOW_BUNDLE: z.string().optional(),
});
export type Environment = z.infer<typeof Environment>;
