/** Walks a value along its zod schema: every place of the value with the schema it answers to and the path that leads there. */
import { z } from 'zod';

export type Path = (string | number)[];
export type Place = { schema: z.ZodType; value: unknown; path: Path };

/** Tolerates values that do not answer the schema: such a branch ends where it goes wrong. */
export function placesIn(schema: z.ZodType, value: unknown, path: Path = []): Place[] {
  const here: Place = { schema, value, path };
  if (value === undefined) return [];
  return [
    here,
    ...children(schema, value).flatMap((child) => placesIn(child.schema, child.value, [...path, ...child.path])),
  ];
}

function children(schema: z.ZodType, value: unknown): Place[] {
  const inner = innerOf(schema);
  if (inner) return [{ schema: inner, value, path: [] }];
  if (schema instanceof z.ZodArray) {
    const element = schema.element as z.ZodType;
    return Array.isArray(value) ? value.map((each, index) => ({ schema: element, value: each, path: [index] })) : [];
  }
  if (!isObject(value)) return [];
  if (schema instanceof z.ZodRecord) {
    const each = schema.valueType as z.ZodType;
    return Object.entries(value).map(([key, held]) => ({ schema: each, value: held, path: [key] }));
  }
  if (!(schema instanceof z.ZodObject)) return [];
  const shape: Record<string, z.ZodType> = schema.shape;
  return Object.entries(shape).map(([key, each]) => ({ schema: each, value: value[key], path: [key] }));

  function innerOf(outer: z.ZodType): z.ZodType | undefined {
    if (outer instanceof z.ZodOptional || outer instanceof z.ZodDefault) return outer.unwrap() as z.ZodType;
    if (outer instanceof z.ZodNullable) return value === null ? undefined : (outer.unwrap() as z.ZodType);
    return outer instanceof z.ZodUnion ? optionFor(outer, value) : undefined;
  }
}

/** Which of several forms a value has: the one it answers, or failing that the one whose keys it uses. */
export function optionFor(union: z.ZodUnion, value: unknown): z.ZodType | undefined {
  const options = union.options as z.ZodType[];
  return options.find((option) => option.safeParse(value).success) ?? options.find((option) => isMeant(option, value));
}

function isMeant(option: z.ZodType, value: unknown): boolean {
  if (!(option instanceof z.ZodObject) || !isObject(value)) return false;
  const shape: Record<string, z.ZodType> = option.shape;
  const literals = Object.entries(shape).filter(([, each]) => each instanceof z.ZodLiteral);
  if (literals.length > 0) return literals.every(([key, each]) => each.safeParse(value[key]).success);
  return Object.keys(shape).some((key) => key in value);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** The schema that answers for a place of the file; on the way through several forms, the one the value has. */
export function schemaAt(schema: z.ZodType, value: unknown, path: Path): z.ZodType | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return withoutWrappers(schema);
  const open = withoutWrappers(schema);
  const form = open instanceof z.ZodUnion ? optionFor(open, value) : open;
  const next = form && childAt(form, key);
  return next && schemaAt(next, valueAt(value, [key]), rest);
}

function childAt(schema: z.ZodType, key: string | number): z.ZodType | undefined {
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
  if (schema instanceof z.ZodRecord) return schema.valueType as z.ZodType;
  return schema instanceof z.ZodObject ? (schema.shape as Record<string, z.ZodType>)[key] : undefined;
}

/** What a wrapper says about its content ("null means …") goes before what the content says of itself. */
function withoutWrappers(schema: z.ZodType): z.ZodType {
  if (!(schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable))
    return schema;
  const inner = withoutWrappers(schema.unwrap() as z.ZodType);
  return schema.description ? inner.describe(schema.description) : inner;
}

/** Keys that may stand here; of several forms, those of the one the value has, or of all. */
export function keysIn(schema: z.ZodType | undefined, value: unknown): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (!(schema instanceof z.ZodUnion)) return [];
  const form = optionFor(schema, value);
  return (form ? [form] : (schema.options as z.ZodType[])).flatMap((option) => keysIn(option, value));
}

/** The values of the key that tells forms apart. */
export function literalsIn(schema: z.ZodType | undefined, key: string): string[] {
  const options = schema instanceof z.ZodUnion ? (schema.options as z.ZodType[]) : [];
  return options.flatMap((option) => {
    const held = childAt(option, key);
    return held instanceof z.ZodLiteral ? [...held.values].map(String) : [];
  });
}

export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (held, key) =>
      Array.isArray(held) || isObject(held) ? (held as Record<string | number, unknown>)[key] : undefined,
    value,
  );
}
