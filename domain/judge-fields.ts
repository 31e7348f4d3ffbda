/** Is what people wrote down what the edition asks for? Words stay in the database; here they are references. */
import type { FieldValue } from './acts.ts';
import type { Process, RecordKind } from './process.ts';
import { refuse } from './refusals.ts';
import type { Refusal } from './refusals.ts';

export type Fields = Record<string, FieldValue>;
type Kinds = RecordKind['fields'];
type Kind = Kinds[string]['kind'];
type Asked = { process: Process; required: Kinds; optional?: Kinds; fields: Fields; basis: string };

export function judgeRecord(
  process: Process,
  record: string | undefined,
  fields: Fields,
  basis: string,
): Refusal | null {
  const kind = record === undefined ? undefined : process.records[record];
  if (kind) return judgeFields({ process, required: kind.fields, optional: kind.optional, fields, basis: kind.basis });
  return judgeFields({ process, required: {}, fields, basis });
}

/** In this order: what is missing, what nobody asked for, what is of another kind, levels of unknown competences. */
export function judgeFields({ process, required, optional = {}, fields, basis }: Asked): Refusal | null {
  const kinds = { ...optional, ...required };
  const missing = Object.keys(required).filter((field) => fields[field] === undefined);
  if (missing.length > 0) return refuse('fieldsMissing', basis, missing);
  const unknown = Object.keys(fields).filter((field) => !kinds[field]);
  if (unknown.length > 0) return refuse('fieldUnknown', basis, unknown);
  const wrong = Object.entries(fields).flatMap(([field, value]) => {
    const kind = kinds[field]?.kind;
    return kind && !isOfKind(kind, value) ? [field] : [];
  });
  if (wrong.length > 0) return refuse('fieldWrong', basis, wrong);
  const strangers = Object.values(fields).flatMap((value) => strangersIn(process, value));
  return strangers.length > 0 ? refuse('competenceUnknown', basis, strangers) : null;
}

function isOfKind(kind: Kind, value: FieldValue): boolean {
  if (Array.isArray(kind)) return typeof value === 'string' && kind.includes(value);
  if (kind === 'words' || kind === 'people') return typeof value === 'object' && isWords(value);
  if (kind === 'date') return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
  if (kind === 'number') return typeof value === 'number';
  return typeof value === 'object' && !isWords(value) && Object.keys(value).length > 0;
}

function isWords(value: object): boolean {
  return 'words' in value && 'hash' in value;
}

function strangersIn(process: Process, value: FieldValue): string[] {
  if (typeof value !== 'object' || isWords(value)) return [];
  return Object.keys(value).filter((competence) => !(competence in process.competences));
}
