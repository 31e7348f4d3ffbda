/**
 * The process part of an edition: what the engine asks, and what a route carries for life. Codes, terms and clauses only;
 * titles, the act, its dates and the region's name stay in the edition itself. Imports zod's types only: workflows bundle this.
 */
import type { Field } from './regulation-words.ts';
import type { Regulation } from './regulation.ts';

/** A closed list "code → title" becomes the list of its codes; everything called `title` is gone. */
export type Untitled<T> = T extends readonly (infer E)[]
  ? Untitled<E>[]
  : T extends object
    ? string extends keyof T
      ? T[keyof T] extends string
        ? string[]
        : { [K in keyof T]: Untitled<T[K]> }
      : { [K in keyof T as K extends 'title' ? never : K]: Untitled<T[K]> }
    : T;

type Spoken = 'region' | 'act' | 'inForce' | 'checkedOn' | 'levels';
export type Process = { region: Pick<Regulation['region'], 'code' | 'timeZone'> } & Untitled<Omit<Regulation, Spoken>>;

export type Role = Process['roles'][string];
export type Part = Process['parts'][string];
export type Step = Part['steps'][number];
export type RecordKind = Process['records'][string];
export type Stage = Process['stages'][number];
export type StageName = Stage['stage'];
export type Duty = Stage['duties'][number];
export type Within = NonNullable<Duty['within']>;
export type Trigger = NonNullable<Duty['when']>;
export type Condition = NonNullable<Duty['onlyIf']>;
export type Rule = Process['planRules'][number];
export type Outcome = Duty['outcomes'][string];
export type Successor = NonNullable<Outcome['successor']>;
export type Ending = Process['closing']['cases'][number]['outcome'];
export type Amendment = Process['amendments'][number];
export type RepairAct = Process['repair']['acts'][number];

export function processOf(regulation: Regulation): Process {
  const { region, act: _act, inForce: _inForce, checkedOn: _checkedOn, levels: _levels, ...rest } = regulation;
  return untitled({
    ...rest,
    region: { code: region.code, timeZone: region.timeZone },
    organisationKinds: Object.keys(rest.organisationKinds),
    covers: { ...rest.covers, staff: Object.keys(rest.covers.staff) },
    marks: Object.keys(rest.marks),
    itemWords: Object.keys(rest.itemWords),
    planStates: Object.keys(rest.planStates),
    proposalTopics: Object.keys(rest.proposalTopics),
    parts: mapped(rest.parts, (part) => ({
      ...part,
      kinds: Object.keys(part.kinds),
      outcomes: Object.keys(part.outcomes).toSorted((a, b) => Number(a === part.failed) - Number(b === part.failed)),
      completionNeeds: mapped(part.completionNeeds, codesOnly),
    })),
    records: mapped(rest.records, (record) => ({
      ...record,
      fields: mapped(record.fields, codesOnly),
      optional: mapped(record.optional, codesOnly),
    })),
  }) as Process;
}

function codesOnly({ kind, ...field }: Field) {
  return { ...field, kind: typeof kind === 'string' ? kind : Object.keys(kind) };
}

function mapped<A, B>(record: Record<string, A>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([code, value]) => [code, change(value)]));
}

/** A code may be "title" too, but then it names an object; a title for people is always a string. */
function untitled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(untitled);
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([key, each]) => !(key === 'title' && typeof each === 'string'));
  return Object.fromEntries(kept.map(([key, each]) => [key, untitled(each)]));
}

export function allDuties(process: Pick<Process, 'stages'>): Duty[] {
  return process.stages.flatMap((stage) => stage.duties);
}
export function findDuty(process: Pick<Process, 'stages'>, id: string): Duty | undefined {
  for (const { duties } of process.stages) {
    const duty = duties.find((each) => each.duty === id);
    if (duty) return duty;
  }
  return undefined;
}
export function getDuty(process: Pick<Process, 'stages'>, id: string): Duty {
  const duty = findDuty(process, id);
  if (!duty) throw new Error(`the edition has no duty ${id}`);
  return duty;
}
export function stageOf(process: Pick<Process, 'stages'>, name: string): Stage {
  const stage = process.stages.find((each) => each.stage === name);
  if (!stage) throw new Error(`the edition has no stage ${name}`);
  return stage;
}
/** −1 when no stage has such a duty. */
export function stageIndexOf(process: Pick<Process, 'stages'>, dutyId: string): number {
  return process.stages.findIndex((stage) => stage.duties.some((each) => each.duty === dutyId));
}
