/** What zod found, as a sentence a lawyer can act on: what is wrong here, and what may stand here instead. */
import { z } from 'zod';
import { perhaps } from '../domain/finding.ts';
import type { Finding } from '../domain/finding.ts';
import { Regulation } from '../domain/regulation.ts';
import { isObject, optionFor } from '../domain/schema-walk.ts';
import type { Path } from '../domain/schema-walk.ts';

type Issue = z.core.$ZodIssue;

export function schemaFindings(file: unknown, error: z.ZodError): Finding[] {
  return error.issues.flatMap((issue) => inWords(issue, file, []));
}

function inWords(issue: Issue, file: unknown, above: Path): Finding[] {
  const path = [...above, ...issue.path].map((each) => (typeof each === 'symbol' ? String(each) : each));
  const value = valueAt(file, path);
  const schema = schemaAt(Regulation, file, path);
  const find = (says: string): Finding[] => [{ check: issue.code, path, says }];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.flatMap((key) =>
        find(`ключа «${key}» здесь не бывает${perhaps(key, keysOf(schema, value))}${allowed(keysOf(schema, value))}`),
      );
    case 'invalid_type':
      return find(
        value === undefined
          ? missing(path, schema)
          : `здесь ${whatIs(value)}, а нужно: ${wanted[issue.expected] ?? issue.expected}${hint(schema)}`,
      );
    case 'invalid_value':
      return find(value === undefined ? missing(path, schema) : notOneOf(value, issue.values.map(String)));
    case 'invalid_format':
      return find(`«${String(value)}» сюда не подходит${hint(schema) || formatHint(issue)}`);
    case 'invalid_union':
      return unionInWords(issue, file, path, schema);
    case 'invalid_key':
      return find(`код «${String(path.at(-1))}» не подходит: ${codeForm}`);
    case 'too_small':
      return find(
        issue.origin === 'array'
          ? 'список пуст, нужна хотя бы одна строка'
          : issue.origin === 'string'
            ? 'пусто, нужен текст'
            : `${String(value)} — слишком мало, не меньше ${issue.minimum}`,
      );
    default:
      return find(`«${String(value)}» сюда не подходит${hint(schema)}`);
  }
}

const codeForm = 'латинские буквы и цифры без пробелов, первая — строчная, например schoolHead';
const wanted: Record<string, string> = {
  string: 'текст',
  number: 'число',
  int: 'целое число',
  boolean: 'true или false',
  array: 'список в квадратных скобках или со строками «- …»',
  object: 'ключи со значениями',
  record: 'перечень «код: значение»',
};

function missing(path: Path, schema: z.ZodType | undefined): string {
  const key = String(path.at(-1));
  if (key === 'basis') return 'нет основания: добавьте basis: source <пункт акта> или basis: default <пункт>';
  return `не хватает ключа «${key}»${hint(schema)}`;
}

function notOneOf(value: unknown, values: string[]): string {
  return `«${String(value)}» сюда не подходит${perhaps(String(value), values)}; бывает: ${values.join(', ')}`;
}

function unionInWords(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  file: unknown,
  path: Path,
  schema: z.ZodType | undefined,
): Finding[] {
  const value = valueAt(file, path);
  const union = schema instanceof z.ZodUnion ? schema : undefined;
  const check = issue.code;
  if (issue.discriminator) {
    const names = union
      ? (union.options as z.ZodType[]).flatMap((option) => literalsOf(option, issue.discriminator))
      : [];
    return [{ check, path, says: value === undefined ? missing(path, schema) : notOneOf(valueAt(file, path), names) }];
  }
  if (value === undefined) return [{ check, path, says: missing(path, schema) }];
  const meant = union ? (union.options as z.ZodType[]).indexOf(optionFor(union, value) as z.ZodType) : -1;
  const inner = issue.errors[meant];
  if (inner) return inner.flatMap((each) => inWords(each, file, path));
  const keys = keysOf(union, value);
  const used = isObject(value) ? Object.keys(value) : [];
  const near = used.map((key) => perhaps(key, keys)).join('');
  const says =
    used.length > 0 && keys.length > 0
      ? `«${used.join(', ')}» здесь не бывает${near}${allowed(keys)}`
      : `${whatIs(value)} сюда не подходит${hint(schema)}`;
  return [{ check, path, says }];
}

function literalsOf(option: z.ZodType, key: string | undefined): string[] {
  const held: unknown =
    option instanceof z.ZodObject && key ? (option.shape as Record<string, unknown>)[key] : undefined;
  return held instanceof z.ZodLiteral ? [...held.values].map(String) : [];
}

/** The schema that answers for a place of the file; where several forms are possible, the one the value has. */
export function schemaAt(schema: z.ZodType, value: unknown, path: Path): z.ZodType | undefined {
  const open = unwrapped(schema, path.length > 0 ? value : undefined);
  const [key, ...rest] = path;
  if (key === undefined || !open) return open;
  const held = valueAt(value, [key]);
  if (open instanceof z.ZodArray) return schemaAt(open.element as z.ZodType, held, rest);
  if (open instanceof z.ZodRecord) return schemaAt(open.valueType as z.ZodType, held, rest);
  if (!(open instanceof z.ZodObject)) return undefined;
  const next = (open.shape as Record<string, z.ZodType>)[key];
  if (next === undefined || rest.length > 0) return next && schemaAt(next, held, rest);
  return unwrapped(next, undefined);
}

function unwrapped(schema: z.ZodType, value: unknown): z.ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    const inner = schema.unwrap() as z.ZodType;
    return unwrapped(described(inner) || !described(schema) ? inner : inner.describe(described(schema)), value);
  }
  return schema instanceof z.ZodUnion && value !== undefined ? optionFor(schema, value) : schema;
}

function keysOf(schema: z.ZodType | undefined, value: unknown): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (!(schema instanceof z.ZodUnion)) return [];
  const meant = optionFor(schema, value);
  return (meant ? [meant] : (schema.options as z.ZodType[])).flatMap((option) => keysOf(option, value));
}

function allowed(keys: string[]): string {
  return keys.length === 0 ? '' : `; здесь бывает: ${keys.join(', ')}`;
}
function described(schema: z.ZodType): string {
  return schema.description ?? '';
}
function hint(schema: z.ZodType | undefined): string {
  return schema && described(schema) ? `. ${described(schema)}` : '';
}
function formatHint(issue: Extract<Issue, { code: 'invalid_format' }>): string {
  return issue.format === 'regex' ? `: ${codeForm}` : '';
}

function whatIs(value: unknown): string {
  if (value === null) return 'пусто (null)';
  if (Array.isArray(value)) return 'список';
  if (isObject(value)) return 'ключи со значениями';
  return `«${String(value)}»`;
}

function valueAt(file: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (held, key) =>
      Array.isArray(held) || isObject(held) ? (held as Record<string | number, unknown>)[key] : undefined,
    file,
  );
}
