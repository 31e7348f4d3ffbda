/** The fixture regions show everything an edition can say, so that real editions may change freely. */
import { z } from 'zod';
import { Regulation } from '../../domain/regulation.ts';
import { placesIn } from '../../domain/schema-walk.ts';
import { loadAll } from '../../regulations/load.ts';

type Variant = { schema: z.ZodType; value?: unknown; where: string };

/** Everything reachable from a schema: each key and form once, and each value of a closed list. */
function variantsOf(schema: z.ZodType, where = '', seen = new Set<z.ZodType>()): Variant[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const inner = (each: z.ZodType, key = ''): Variant[] => variantsOf(each, `${where}${key}`, seen);
  const values = closedValues(schema).map((value) => ({ schema, value, where: `${where}=${String(value)}` }));
  return [{ schema, where }, ...values, ...below()];

  function below(): Variant[] {
    if (schema instanceof z.ZodObject) {
      return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([key, each]) => inner(each, `.${key}`));
    }
    if (schema instanceof z.ZodRecord) return inner(schema.valueType as z.ZodType, '.*');
    if (schema instanceof z.ZodArray) return inner(schema.element as z.ZodType, '[]');
    if (schema instanceof z.ZodUnion)
      return (schema.options as z.ZodType[]).flatMap((each, index) => inner(each, `|${index}`));
    const isWrapper =
      schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable;
    return isWrapper ? inner(schema.unwrap() as z.ZodType) : [];
  }
}

function closedValues(schema: z.ZodType): unknown[] {
  if (schema instanceof z.ZodEnum) return schema.options;
  if (schema instanceof z.ZodBoolean) return [true, false];
  return schema instanceof z.ZodNullable ? [null] : [];
}

const shown = loadAll('test/fixtures').flatMap(({ regulation }) => placesIn(Regulation, regulation));

function isShown(variant: Variant): boolean {
  return shown.some(
    ({ schema, value }) => schema === variant.schema && (!('value' in variant) || value === variant.value),
  );
}

test('every key, form and closed value of the vocabulary occurs in the fixture regions', () => {
  const lacking = variantsOf(Regulation).filter((variant) => !isShown(variant));
  expect(lacking.map(({ where }) => where)).toEqual([]);
});

test('the walk sees what is there: a vocabulary of three keys has nine variants', () => {
  const small = z.strictObject({ a: z.enum(['x', 'y']), b: z.array(z.string()), c: z.number().nullable() });
  expect(variantsOf(small).map(({ where }) => where)).toEqual([
    '',
    '.a',
    '.a=x',
    '.a=y',
    '.b',
    '.b[]',
    '.c',
    '.c=null',
    '.c',
  ]);
});
