/**
 * The smallest words of a regulation: codes, titles, terms, clauses, fields.
 * Descriptions are in Russian: the editor shows them to the lawyer who reads or writes the file.
 */
import { z } from 'zod';

/** Same form as a code in an act (domain/acts.ts): what an edition names, an act can send. */
export const Code = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/);

/** What a code may name: something this very file describes. Cross-checks look each of them up (domain/check-names.ts). */
export type Named =
  | 'role'
  | 'duty'
  | 'record'
  | 'part'
  | 'partOrAny'
  | 'kind'
  | 'mark'
  | 'itemFact'
  | 'itemWord'
  | 'planState'
  | 'fact'
  | 'gate'
  | 'way'
  | 'organisationKind'
  | 'escalation'
  | 'amendment'
  | 'notice'
  | 'topic'
  | 'topicOrAny';
const named = z.registry<{ names: Named }>();

export function naming(what: Named, description: string) {
  const code = Code.describe(description);
  named.add(code, { names: what });
  return code;
}
export function namingAny(what: Named, description: string) {
  return z.array(naming(what, description)).describe(description);
}
export function namingSome(what: Named, description: string) {
  return z.array(naming(what, description)).min(1).describe(description);
}
export function namedBy(schema: z.ZodType): Named | undefined {
  return named.get(schema)?.names;
}
export const Title = z.string().trim().min(1);
/** A closed list for people: code → its title in Russian. */
export const Titles = z.record(Code, Title);

/** The law's own wording; the date is worked out when the term starts to run. */
export const Term = z
  .string()
  .regex(/^[1-9][0-9]{0,2} (day|days|month|months|year|years)$/)
  .meta({
    id: 'Term',
    description: 'Срок: число и единица, например «7 days», «6 months», «1 year». Дни календарные.',
  });
/** A rung of an escalation may follow at once, so zero is allowed here and nowhere else. */
export const Delay = z
  .string()
  .regex(/^[0-9]{1,3} (day|days|month|months|year|years)$/)
  .meta({ id: 'Delay', description: 'Отсрочка: как срок, но можно и «0 days» — сразу.' });

export const Basis = z
  .string()
  .regex(/^(source|default) \S/)
  .meta({
    id: 'Basis',
    description:
      'Основание: «source 4.3.2 ¶2» — так сказано в пункте акта; «default 4.3.2» — акт в этом месте молчит или неясен, значение предложено нами.',
  });
export const basis = { basis: Basis };

export const fieldKinds = ['words', 'date', 'number', 'people', 'levels'] as const;
export const FieldKind = z
  .union([z.enum(fieldKinds), Titles])
  .describe(
    'Что записывают: words — текст, date — дата, number — число, people — люди, levels — уровни по компетенциям; либо перечень «код: название», из которого выбирают одно.',
  );
/** `measures` keeps "low" readable: a low deficit is good news, a low competence is not. */
export const Field = z
  .strictObject({
    title: Title.describe('Название графы по-русски'),
    kind: FieldKind,
    measures: z
      .enum(['competence', 'deficit'])
      .optional()
      .describe('Только для levels: уровень чего — компетенции (competence) или дефицита (deficit)'),
  })
  .meta({ id: 'Field', description: 'Графа записи' });
export type Field = z.infer<typeof Field>;
export const Fields = z.record(Code, Field);
