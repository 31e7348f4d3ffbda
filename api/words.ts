/**
 * What people write, kept in the table `words` before the act that refers to it. Ids and salts follow from the request
 * (number, key, place in the body, text), so that a request sent again gives the same references and not new words.
 */
import { createHash, createHmac } from 'node:crypto';
import type { WordsRef } from '../domain/acts.ts';
import { findItem, outcomesOf, partOf, plainOutcome, recordFor } from '../domain/duties.ts';
import type { Iom } from '../domain/iom.ts';
import { findDuty } from '../domain/process.ts';
import type { Process } from '../domain/process.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import { Written } from './act-body.ts';

export type Source = { iom: string; key: string; author: string; secret: string };
export type Kept = Pick<Prisma.WordsCreateManyInput, 'id' | 'iomId' | 'authorId' | 'salt' | 'hash' | 'text'>;
type Json = Record<string, unknown>;

/** The body with references in the place of words, and the words to be kept. */
export function keepWords<T>(body: T, source: Source): { body: T; kept: Kept[] } {
  const kept: Kept[] = [];
  return { body: refer(body, '') as T, kept };

  function refer(value: unknown, path: string): unknown {
    if (value instanceof Written) {
      const words = wordsOf(value.text, path, source);
      kept.push(words);
      return { words: words.id, hash: words.hash } satisfies WordsRef;
    }
    if (Array.isArray(value)) return value.map((each, index) => refer(each, `${path}/${index}`));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, refer(each, `${path}/${name}`)]));
  }
}

function wordsOf(text: string, path: string, { iom, key, author, secret }: Source): Kept {
  const mac = (what: string): string =>
    createHmac('sha256', secret)
      .update(JSON.stringify([what, iom, key, author, path, text]))
      .digest('hex');
  const salt = mac('salt');
  const hash = createHash('sha256').update(salt).update(text).digest('hex');
  return { id: `w-${mac('id').slice(0, 24)}`, iomId: iom, authorId: author, salt, hash, text };
}

/** A field the edition calls words or people is kept as such, whatever it looks like; one it does not know, too. */
export function fieldsAsWords(fields: Json, kinds: Kinds): Json {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, asKind(value, kinds[name]?.kind)]));
}
type Kinds = Record<string, { kind: string | string[] }>;

function asKind(value: unknown, kind: string | string[] | undefined): unknown {
  const isText = kind === undefined || kind === 'words' || kind === 'people';
  return typeof value === 'string' && isText ? new Written(value) : value;
}

/** The fields the edition asks for with this act: of a record, of a way to begin, of an item's completion. */
export function fieldKinds(iom: Iom, said: { act: string; duty?: unknown; outcome?: unknown; item?: unknown }): Kinds {
  if (typeof said.item === 'string') {
    const item = findItem(iom, said.item);
    return item ? partOf(iom, item).completionNeeds : {};
  }
  const duty = typeof said.duty === 'string' ? findDuty(iom.process, said.duty) : undefined;
  if (!duty) return {};
  const outcome = typeof said.outcome === 'string' ? said.outcome : plainOutcome(duty);
  if (!outcome || !outcomesOf(duty).includes(outcome)) return {};
  return kindsOf(iom.process, recordFor(duty, outcome));
}

export function openingKinds(process: Process, way: string): Kinds {
  return kindsOf(process, process.start.find((each) => each.way === way)?.record);
}

function kindsOf(process: Process, record: string | undefined): Kinds {
  const known = record ? process.records[record] : undefined;
  return known ? { ...known.fields, ...known.optional } : {};
}

/** Every reference in a stored value, so that its text can be looked up. */
export function referencesIn(value: unknown): WordsRef[] {
  if (isReference(value)) return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(referencesIn);
}

/** The value with `{ text }` in the place of references; null where the words were erased. */
export function withTexts(value: unknown, texts: ReadonlyMap<string, string | null>): unknown {
  if (isReference(value)) return { text: texts.get(value.words) ?? null };
  if (Array.isArray(value)) return value.map((each) => withTexts(each, texts));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withTexts(each, texts)]));
}

function isReference(value: unknown): value is WordsRef {
  return (
    value !== null &&
    typeof value === 'object' &&
    'words' in value &&
    'hash' in value &&
    typeof value.words === 'string'
  );
}
