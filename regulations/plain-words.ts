/** What zod found, as a sentence a lawyer can act on: what is wrong here, and what may stand here instead. */
import { z } from 'zod';
import { closest, perhaps, strayLetter } from '../domain/finding.ts';
import type { Finding } from '../domain/finding.ts';
import { Regulation } from '../domain/regulation.ts';
import { isObject, keysIn, literalsIn, optionFor, schemaAt, valueAt } from '../domain/schema-walk.ts';
import type { Path } from '../domain/schema-walk.ts';

type Issue = z.core.$ZodIssue;
type Place = { value: unknown; schema: z.ZodType | undefined; path: Path };

export function schemaFindings(file: unknown, error: z.ZodError): Finding[] {
  return error.issues.flatMap((issue) => inWords(issue, file, []));
}

function inWords(issue: Issue, file: unknown, above: Path): Finding[] {
  const path = [...above, ...issue.path].map((each) => (typeof each === 'symbol' ? String(each) : each));
  const place = { value: valueAt(file, path), schema: schemaAt(Regulation, file, path), path };
  const { code: check } = issue;
  if (issue.code === 'unrecognized_keys') {
    const known = keysIn(place.schema, place.value);
    return issue.keys.map((key) => ({ check, path: [...path, key], says: unknownKey(key, known) }));
  }
  if (issue.code === 'invalid_union') return unionInWords(issue, file, place);
  return [{ check, path, says: place.value === undefined ? missing(place) : sentence(issue, place) }];
}

function sentence(issue: Issue, { value, schema, path }: Place): string {
  const stray = strayLetter(String(issue.code === 'invalid_key' ? path.at(-1) : value));
  if (stray && issue.code !== 'invalid_type') return stray;
  const meaning = schema?.description ? `. ${schema.description}` : '';
  if (issue.code === 'invalid_type')
    return `здесь ${whatIs(value)}, а нужно: ${wanted(issue.expected, value, schema)}${meaning}`;
  if (issue.code === 'invalid_value') return notOneOf(value, issue.values.map(String));
  if (issue.code === 'invalid_key') return `код «${String(path.at(-1))}» не подходит: ${codeForm}`;
  if (issue.code === 'too_small')
    return tooSmall(issue.origin, `${issue.inclusive ? 'не меньше' : 'больше'} ${issue.minimum}`);
  return `${whatIs(value)} сюда не подходит${meaning || `: ${codeForm}`}`;
}

/** Several forms are possible: judged by the one that was meant, or all of them are named. */
function unionInWords(issue: Extract<Issue, { code: 'invalid_union' }>, file: unknown, place: Place): Finding[] {
  const { value, schema, path } = place;
  const find = (says: string): Finding[] => [{ check: issue.code, path, says }];
  if (value === undefined) return find(missing(place));
  if (issue.discriminator) {
    const above = path.at(-1) === issue.discriminator ? path.slice(0, -1) : path;
    return find(notOneOf(value, literalsIn(schemaAt(Regulation, file, above), issue.discriminator)));
  }
  const known = keysIn(schema, undefined);
  const used = isObject(value) ? Object.keys(value) : [];
  if (used.filter((key) => known.includes(key)).length > 1)
    return find(`ключи ${used.join(', ')} здесь исключают друг друга: оставьте один`);
  const meant = schema instanceof z.ZodUnion ? schema.options.indexOf(optionFor(schema, value) as z.ZodType) : -1;
  const inner = issue.errors[meant];
  if (inner) return inner.flatMap((each) => inWords(each, file, path));
  const key = used[0];
  return find(
    key && known.length > 0
      ? unknownKey(key, known)
      : `${whatIs(value)} сюда не подходит. ${schema?.description ?? ''}`,
  );
}

const codeForm = 'латинские буквы и цифры без пробелов, первая — строчная, например schoolHead';

function unknownKey(key: string, known: string[]): string {
  const stray = strayLetter(key);
  const says = `ключа «${key}» здесь не бывает${stray ? ` (${stray})` : ''}`;
  return closest(key, known) ? `${says}${perhaps(key, known)}` : `${says}; бывает: ${known.join(', ')}`;
}

function missing({ path, schema }: Place): string {
  const key = String(path.at(-1));
  if (key === 'basis') return 'нет основания: добавьте basis: source <пункт акта> или basis: default <пункт>';
  return `не хватает ключа «${key}»${schema?.description ? `. ${schema.description}` : ''}`;
}

function notOneOf(value: unknown, values: string[]): string {
  return `«${String(value)}» сюда не подходит${perhaps(String(value), values)}; бывает: ${values.join(', ')}`;
}

function tooSmall(origin: string, bound: string): string {
  if (origin === 'array') return 'список пуст, нужна хотя бы одна строка';
  return origin === 'string' ? 'пусто, нужен текст' : `слишком мало, нужно ${bound}`;
}

function wanted(expected: string, value: unknown, schema: z.ZodType | undefined): string {
  const onlyUnquoted = typeof value === 'number' && schema?.safeParse(String(value)).success;
  const words: Record<string, string> = {
    string: onlyUnquoted ? 'текст; возьмите число в кавычки' : 'текст',
    number: 'число',
    int: 'целое число',
    boolean: 'true или false',
    array: 'список, например [schoolHead]',
    object: 'ключи со значениями',
    record: 'перечень «код: значение»',
  };
  return words[expected] ?? expected;
}

function whatIs(value: unknown): string {
  if (value === null) return 'пусто (null)';
  if (Array.isArray(value)) return 'список';
  if (isObject(value)) return 'перечень ключей';
  return `«${typeof value === 'string' ? value : JSON.stringify(value)}»`;
}
