/**
 * What a caller sends for each act, derived from domain/acts.ts: the caller is known from the token and the key from its
 * header, so `by` becomes `as`; and where an act carries a reference to words, the caller sends the words themselves.
 */
import { z } from 'zod';
import type { ActName } from '../domain/acts.ts';
import { Act, WordsRef } from '../domain/acts.ts';

/** Text somebody wrote, on its way to the table `words`. */
export class Written {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export const Text = z
  .string()
  .min(1)
  .max(10_000)
  .regex(/[\p{L}\p{N}]/u, 'at least one letter or digit')
  .refine((text) => text.isWellFormed() && !text.includes('\0'), 'text without NUL and broken characters')
  .transform((text) => new Written(text))
  .meta({ id: 'Text', description: 'Текст словами; хранится в базе данных и никуда больше не попадает' });

type Shape = Record<string, z.ZodType>;

/** The same schema with `Text` in the place of every reference to words. */
function spoken(schema: z.ZodType): z.ZodType {
  if (schema === WordsRef) return Text;
  if (schema instanceof z.ZodOptional) return spoken(schema.unwrap() as z.ZodType).optional();
  if (schema instanceof z.ZodDefault) return spoken(schema.unwrap() as z.ZodType).default(schema.def.defaultValue);
  if (schema instanceof z.ZodObject) return z.strictObject(spokenShape(schema.shape));
  if (schema instanceof z.ZodRecord) {
    const valueType = spoken(schema.valueType as z.ZodType);
    return new z.ZodRecord({ ...schema.def, valueType }).meta(schema.meta() ?? {});
  }
  if (schema instanceof z.ZodArray)
    return new z.ZodArray({ ...schema.def, element: spoken(schema.element as z.ZodType) });
  if (schema instanceof z.ZodUnion) return z.union(wordsLast(schema.options as z.ZodType[]).map(spoken));
  return schema;
}

function spokenShape(shape: Shape): Shape {
  return Object.fromEntries(Object.entries(shape).map(([name, schema]) => [name, spoken(schema)]));
}

/** Any text is words, so a date or a code must have had its turn before. */
function wordsLast(options: z.ZodType[]): z.ZodType[] {
  return [...options.filter((each) => each !== WordsRef), ...options.filter((each) => each === WordsRef)];
}

type Option = (typeof Act.options)[number];

/** The caller's part of one act: without `act` itself and without what the API puts there. */
function saidBy(option: Option): Shape {
  const { act: _act, by, key: _key, proof: _proof, ifRevision: _if, ...said } = option.shape;
  const { person: _person, role, ...further } = by.shape;
  return { as: role.describe('Роль, в которой вы поступаете'), ...further, ...spokenShape(said) };
}

function optionOf(name: ActName): Option {
  const option = Act.options.find((each) => each.shape.act.value === name);
  if (!option) throw new Error(`there is no act ${name}`);
  return option;
}

const opening = optionOf('open');

function bodyOf(option: Option) {
  const name = option.shape.act.value;
  return z.strictObject({ act: z.literal(name), ...saidBy(option) }).meta({ id: `Act_${name}` });
}

const bodies = Act.options.filter((option) => option !== opening).map(bodyOf);
type Body = (typeof bodies)[number];

/** Body of `POST /ioms/{id}/acts`. */
export const ActBody = z.discriminatedUnion('act', bodies as [Body, ...Body[]]).meta({ id: 'Act' });
export type Said = { act: Exclude<ActName, 'open'>; as: string } & Record<string, unknown>;

/** Ids of people and employments are given by other systems; their form is that of an act's. */
const id = opening.shape.by.shape.person;

/** Body of `POST /ioms`. */
export const OpenBody = z
  .strictObject({
    educator: id.describe('Педагог, чей это маршрут'),
    employment: z
      .string()
      .regex(/^[a-z]{1,3}-[0-9a-z]{1,40}$/)
      .optional()
      .describe('Место работы, если их несколько'),
    facts: z
      .array(z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/))
      .max(20)
      .default([])
      .describe('Обстоятельства из редакции'),
    previous: z
      .string()
      .regex(/^[A-Z]{3}-[0-9]{4}-[0-9]{6}$/)
      .optional()
      .describe('Прежний маршрут, если этот его продолжает'),
    ...saidBy(opening),
  })
  .meta({ id: 'Opening' });
export type OpenSaid = {
  educator: string;
  employment?: string;
  facts: string[];
  previous?: string;
  as: string;
  way: string;
} & Record<string, unknown>;
