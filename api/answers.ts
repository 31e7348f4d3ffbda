/** What the API answers, as schemas: the document shows them, tests hold answers against them. */
import { z } from 'zod';
import { actNames } from '../domain/acts.ts';
import type { ActName } from '../domain/acts.ts';
import { Clause } from './problems.ts';

const instant = z.iso.datetime().describe('Момент по UTC');
const date = z.iso.date();
const code = z.string();
const Titled = z.object({ code, title: z.string() });
const Text = z.object({ text: z.string().nullable() }).describe('Слова; null — стёрты');
const ActName = z.enum(actNames as [ActName, ...ActName[]]);

export const Who = z.object({ id: z.string(), initials: z.string() }).meta({ id: 'Who' });
const Place = z.object({ id: z.string(), name: z.string() });

export const Waiting = z
  .object({
    duty: code,
    title: z.string(),
    does: z.enum(['plan', 'record', 'decide', 'assign']),
    role: code,
    roleTitle: z.string(),
    person: Who.nullable(),
    round: z.int(),
    since: instant,
    due: instant.nullable().describe('Последний момент срока; null — срока нет'),
    overdue: z.boolean(),
    blocking: z.boolean(),
    clause: Clause.optional(),
  })
  .meta({ id: 'Waiting', description: 'Чего и от кого ждёт маршрут' });
export type Waiting = z.infer<typeof Waiting>;

const standing = {
  iom: z.string(),
  state: z.enum(['opening', 'running', 'closed']),
  stage: Titled.nullable(),
  flags: z.array(code),
  outcome: code.nullable(),
  revision: z.int(),
  actRevision: z.int(),
  waiting: z.array(Waiting),
};

export const Accepted = z
  .object(standing)
  .meta({ id: 'Accepted', description: 'Действие записано; чего маршрут ждёт теперь' });

export const IomView = z
  .object({
    ...standing,
    educator: Who,
    organisation: Place,
    municipality: Place,
    region: z.object({ code, name: z.string(), timeZone: z.string() }),
    edition: z.object({ hash: z.string(), name: z.string() }),
    way: code,
    team: z.array(z.object({ role: code, roleTitle: z.string(), person: Who })),
    planVersion: z.string(),
    clock: z.object({ started: instant, earliestEnd: instant.nullable(), latestEnd: instant.nullable() }).nullable(),
    next: z
      .object({ at: instant, what: code, duty: code.optional() })
      .nullable()
      .describe('Что произойдёт само и когда'),
    warnings: z.array(code),
    openedAt: instant.nullable(),
    closedAt: instant.nullable(),
    you: z.array(z.object({ role: code, roleTitle: z.string(), relation: code })).describe('Кто вы для этого маршрута'),
  })
  .meta({ id: 'Iom' });

export const TimelinePage = z
  .object({
    iom: z.string(),
    timeZone: z.string(),
    entries: z.array(
      z.object({
        revision: z.int(),
        at: instant,
        act: code,
        by: z.object({ role: code, roleTitle: z.string(), person: Who }).nullable().describe('null — сам маршрут'),
        door: z.enum(['api', 'temporal', 'route']),
        events: z.array(z.looseObject({ event: code, clause: Clause.optional() })),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'Timeline' });

export const DutiesView = z
  .object({
    iom: z.string(),
    timeZone: z.string(),
    waiting: z.array(Waiting),
    done: z.array(
      z.object({
        duty: code,
        title: z.string(),
        outcome: code,
        round: z.int(),
        on: z.string(),
        by: z.array(z.object({ role: code, roleTitle: z.string(), person: Who })),
        clause: Clause.optional(),
      }),
    ),
  })
  .meta({ id: 'Duties' });

const Item = z.object({
  id: z.string(),
  part: code,
  kind: code,
  from: date.optional(),
  to: date.optional(),
  hours: z.int().optional(),
  marks: z.array(code),
  deficits: z.array(code),
  words: z.record(code, Text),
  steps: z.array(code),
  outcome: code.optional(),
});
export const PlanView = z
  .object({
    iom: z.string(),
    timeZone: z.string(),
    version: z.string(),
    items: z.array(Item),
    states: z.record(code, Text),
    deficits: z.array(code),
    amendment: z
      .object({ amendment: code, items: z.array(Item) })
      .nullable()
      .describe('Предложено, но ещё не принято'),
  })
  .meta({ id: 'Plan' });

const AvailableAct = z.object({
  act: ActName,
  as: code.describe('В какой роли'),
  title: z.string().optional(),
  duty: code.optional(),
  outcome: code.optional(),
  round: z.int().optional(),
  planVersion: z.string().optional(),
  item: z.string().optional(),
  step: code.optional(),
  amendment: code.optional(),
  notice: code.optional(),
  clause: Clause.optional(),
  why: z
    .object({ code, detail: z.string(), details: z.array(z.string()), clause: Clause.optional() })
    .optional()
    .describe('Почему сейчас нельзя'),
});
export const ActsView = z
  .object({
    iom: z.string(),
    actRevision: z.int(),
    planVersion: z.string(),
    available: z.array(AvailableAct),
    unavailable: z.array(AvailableAct),
  })
  .meta({ id: 'AvailableActs' });

export const InboxPage = z
  .object({
    duties: z.array(Waiting.extend({ iom: z.string(), educator: Who, timeZone: z.string() }).meta({ id: 'InboxDuty' })),
    next: z.string().nullable(),
  })
  .meta({ id: 'Inbox' });

export const OperationView = z
  .object({
    key: z.uuid(),
    state: z.enum(['unknown', 'done', 'refused']),
    iom: z.string().optional(),
    act: code.optional(),
    revision: z.int().optional(),
    refusal: z.object({ code, title: z.string(), details: z.array(z.string()), clause: Clause.optional() }).optional(),
  })
  .meta({ id: 'Operation', description: 'unknown — пока не записано; повторите с тем же ключом' });

const EditionSummary = {
  hash: z.string(),
  name: z.string(),
  region: Titled,
  act: z.object({
    kind: z.string(),
    number: z.string().nullable(),
    date: date.nullable(),
    issuer: z.string().nullable(),
  }),
  inForce: z.object({ from: date.nullable(), until: date.nullable() }),
};
export const RegulationList = z.object({ editions: z.array(z.object(EditionSummary)) }).meta({ id: 'RegulationList' });
export const RegulationView = z
  .object({
    ...EditionSummary,
    regulation: z.looseObject({}).describe('Редакция целиком: этапы, обязанности, сроки, пункты'),
  })
  .meta({ id: 'Regulation' });

export const FastForwarded = z
  .object({ iom: z.string(), reached: z.boolean().describe('false — маршрут окончился раньше'), revision: z.int() })
  .meta({ id: 'FastForwarded' });

export const Health = z.object({ state: z.literal('ok') }).meta({ id: 'Health' });
export const Readiness = z
  .object({ state: z.enum(['ok', 'notReady']), database: z.boolean(), temporal: z.boolean() })
  .meta({ id: 'Readiness' });
