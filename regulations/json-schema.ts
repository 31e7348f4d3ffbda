/** The schema of an edition for editors: a lawyer sees in Russian what each key means and what may stand there. */
import { z } from 'zod';
import { Regulation } from '../domain/regulation.ts';

export function jsonSchema(): string {
  const schema = z.toJSONSchema(Regulation, { io: 'input', unrepresentable: 'any' });
  return `${JSON.stringify(schema, null, 2)}\n`;
}
