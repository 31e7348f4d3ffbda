/**
 * The closed shape of every act, for the workflow: derived from the zod schemas as JSON Schema and checked by an
 * interpreter. Temporal freezes what a worker preloads, and a frozen zod schema cannot parse; its JSON Schema can.
 */
import { Validator } from '@cfworker/json-schema';
import { z } from 'zod';
import type { ActName } from './acts.ts';
import { Act } from './acts.ts';

const validators = new Map(Act.options.map((option) => [option.shape.act.value, validatorOf(option)]));

function validatorOf(option: z.ZodType): Validator {
  return new Validator(z.toJSONSchema(option, { io: 'input' }) as object, '2020-12', false);
}

/** Where the act is not of its closed shape, as dotted paths; empty when it is. */
export function misshapen(act: { act: ActName }): string[] {
  const result = validators.get(act.act)?.validate(act);
  if (!result) return ['act'];
  const deepest = result.errors.filter(
    ({ keyword }) => !['properties', 'items', 'anyOf', 'additionalProperties'].includes(keyword),
  );
  const places = (deepest.length > 0 ? deepest : result.errors).map(({ instanceLocation }) =>
    instanceLocation.replace(/^#\/?/, '').replaceAll('/', '.'),
  );
  return [...new Set(places)];
}
