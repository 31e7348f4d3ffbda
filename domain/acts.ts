/**
 * Everything a person can do to an ИОМ, as closed objects of codes, ids, dates and numbers.
 * Words (comments, titles, names) never stand here: an act carries their id and hash, the text stays in the database.
 */
import { z } from 'zod';

const code = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/, 'a code such as "schoolHead"');
const id = z.string().regex(/^[a-z]{1,3}-[0-9a-z]{1,24}$/, 'an id such as "p-1024"');
export const ItemId = z.string().regex(/^i[1-9][0-9]{0,3}$/, 'an item id from "i1" to "i9999"');
export const PlanVersion = z.string().regex(/^[0-9]{1,4}(-[0-9a-f]{8})?$/, 'a plan version such as "3-5f0c9a1e"');
export const OrderNumber = z
  .string()
  .regex(
    /^[0-9]{1,6}([/-][0-9]{1,6}){0,2}([/-]?[а-яёА-ЯЁa-zA-Z]{1,2})?$/,
    'an order number such as "1153" or "01-07/312"',
  );
const termCode = z.string().regex(/^[1-9][0-9]{0,2} (day|days|month|months|year|years)$/, 'a term such as "6 months"');

const mostNames = 40;
/** Values under codes: more than forty are no record of any regulation. */
function byCode<T extends z.ZodType>(value: T) {
  return z
    .record(code, value)
    .refine((values) => Object.keys(values).length <= mostNames, `at most ${mostNames} names`)
    .meta({ maxProperties: mostNames });
}

/** Text kept in the table `words`; only its id and salted hash travel. */
export const WordsRef = z.strictObject({
  words: z.string().regex(/^w-[0-9a-z]{1,24}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type WordsRef = z.infer<typeof WordsRef>;

export const Level = z.enum(['low', 'medium', 'high']);
/** The value of one field of a record; which kind a field wants stands in the edition. */
export const FieldValue = z.union([WordsRef, z.iso.date(), z.number(), code, byCode(Level)]);
export type FieldValue = z.infer<typeof FieldValue>;

/** What a person may say of an item: dates are calendar dates of the region, `hours` are hours of study. */
export const PlannedItem = z.strictObject({
  id: ItemId,
  part: code,
  kind: code,
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  hours: z.number().int().min(1).max(1000).optional(),
  marks: z.array(code).max(20).default([]),
  deficits: z.array(code).max(20).default([]),
  words: byCode(WordsRef).default({}),
});
export type PlannedItem = z.infer<typeof PlannedItem>;

export const ProposedPlan = z.strictObject({
  items: z.array(PlannedItem).max(200),
  states: byCode(WordsRef).default({}),
  deficits: z.array(code).max(50).default([]),
});
export type ProposedPlan = z.infer<typeof ProposedPlan>;

/** Done on paper or elsewhere, and entered here: when, and by which order. */
export const Outside = z.strictObject({ on: z.iso.date(), order: OrderNumber.optional() });
/** Why an administrator repairs something, where words are not at hand: closed list, so that no text enters Temporal. */
export const RepairReason = z.enum([
  'leave',
  'dismissal',
  'transfer',
  'illness',
  'mistake',
  'decree',
  'paperVerdict',
  'mailRepaired',
]);

const human = {
  by: z.strictObject({ person: id, role: code }),
  /** The caller's Idempotency-Key; the workflow gives one to an act that came through Temporal without it. */
  key: z.uuid().optional(),
  /** HMAC over the route's number and this act; put there by the API alone. Without it the act came through Temporal. */
  proof: z
    .string()
    .regex(/^[0-9]{10,13}\.[0-9a-f]{64}$/)
    .optional(),
  /** The caller's If-Match: refuse when people's acts have moved the route on. */
  ifRevision: z.int().nonnegative().optional(),
  comment: WordsRef.optional(),
  reason: RepairReason.optional(),
};
const reply = {
  ...human,
  duty: code,
  outcome: code.optional(),
  round: z.int().positive().optional(),
  fields: byCode(FieldValue).default({}),
  outside: Outside.optional(),
};
const act = <N extends string, S extends z.ZodRawShape>(name: N, shape: S) =>
  z.strictObject({ act: z.literal(name), ...human, ...shape });

export const Act = z.discriminatedUnion('act', [
  act('open', { way: code, fields: byCode(FieldValue).default({}) }),
  act('plan', { ...reply, plan: ProposedPlan }),
  act('record', reply),
  act('decide', { ...reply, round: z.int().positive(), planVersion: PlanVersion }),
  act('assign', { ...reply, people: byCode(id) }),
  act('reassign', { people: byCode(id), order: OrderNumber.optional() }),
  act('completeItem', { item: ItemId, outcome: code.optional(), fields: byCode(FieldValue).default({}) }),
  act('recordStep', { item: ItemId, step: code }),
  act('reportItemImpossible', { item: ItemId }),
  act('reorderItems', { items: z.array(ItemId).max(200) }),
  act('amend', { amendment: code, items: z.array(PlannedItem).max(200), planVersion: PlanVersion }),
  act('propose', { about: code }),
  act('notice', { notice: code }),
  act('prolong', { term: termCode }),
  act('overrideMinimum', {}),
  act('moveTerm', { duty: code, due: z.iso.date() }),
  act('suspend', {}),
  act('resume', {}),
  act('cancel', {}),
  act('close', {}),
  act('retryMail', {}),
  act('recordOnPaper', {
    duty: code,
    outcome: code.optional(),
    round: z.int().positive(),
    planVersion: PlanVersion,
    signer: z.strictObject({ person: id, role: code }),
    outside: Outside,
  }),
]);
export type Act = z.infer<typeof Act>;
export type ActName = Act['act'];
export type ActOf<N extends ActName> = Extract<Act, { act: N }>;
export type DutyAct = ActOf<'plan' | 'record' | 'decide' | 'assign'>;

/** What the route does by itself; nobody can send one. */
export type OwnAct =
  | { act: 'timePasses' }
  | { act: 'noteUndelivered'; mails: number }
  | { act: 'noteDelivered' }
  | { act: 'noteRefusedSignal'; of: string; refusal: string; person: string }
  | { act: 'noteEngineFault' };
export type AnyAct = Act | OwnAct;
export type OwnActName = OwnAct['act'];

export const actNames: readonly ActName[] = Act.options.map((option) => option.shape.act.value);
/** What an administrator may do in Temporal, in his or her own name (design §5). */
export const temporalDoorActs = [
  'reassign',
  'retryMail',
  'moveTerm',
  'suspend',
  'resume',
  'cancel',
  'close',
  'recordOnPaper',
] as const satisfies readonly ActName[];
