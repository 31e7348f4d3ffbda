/** Conditions and named rules: what an edition may ask of a route. One fact or one named rule with parameters, never a formula. */
import { z } from 'zod';
import { basis, Code, naming, namingSome, Term } from './regulation-words.ts';

export const Condition = z
  .union([
    z.strictObject({ assigned: naming('role', 'Роль: на этот маршрут кто-то в ней назначен') }),
    z.strictObject({
      outcome: z
        .strictObject({ duty: naming('duty', 'Обязанность'), is: Code.describe('Её исход') })
        .describe('Обязанность окончилась этим исходом'),
    }),
    z.strictObject({ fact: naming('fact', 'Обстоятельство из facts имеет место') }),
    z.strictObject({ organisation: naming('organisationKind', 'Вид организации педагога, из organisationKinds') }),
    z.strictObject({ way: naming('way', 'Как маршрут начат, из start') }),
    z.strictObject({ ownerHolds: naming('role', 'Роль, которую занимает сам педагог (например, он директор)') }),
    z.strictObject({ gate: naming('gate', 'Порядок из gates, включённый регионом') }),
  ])
  .meta({ id: 'Condition', description: 'Условие: ровно одно обстоятельство' });
export type Condition = z.infer<typeof Condition>;

const count = z.int().nonnegative();
const atLeast = count.describe('Не меньше');
const atMost = count.describe('Не больше');
const scope = {
  part: naming('part', 'Только мероприятия этой части, из parts').optional(),
  kinds: namingSome('kind', 'Только мероприятия этих видов, из kinds').optional(),
  marked: naming('mark', 'Только мероприятия с этой отметкой, из marks').optional(),
};

const clauses = {
  whenBy: namingSome('role', 'Только когда действует одна из этих ролей').optional(),
  severity: z.enum(['block', 'warn']).default('block').describe('block — не пропускать, warn — предупредить'),
  ...basis,
};

function rule<T extends string, S extends z.ZodRawShape>(name: T, description: string, shape: S) {
  return z
    .strictObject({
      rule: z.literal(name),
      ...shape,
      ...clauses,
    })
    .describe(description);
}

/** Named pure functions (domain/rules.ts) with their parameters. */
export const Rule = z
  .discriminatedUnion('rule', [
    rule('planStates', 'В плане есть эти сведения', { fields: namingSome('planState', 'Сведения, из planStates') }),
    rule('itemsState', 'У каждого мероприятия есть эти сведения', {
      ...scope,
      fields: namingSome('itemFact', 'from, to, hours, deficits, сведения из itemWords или отметки из marks'),
    }),
    rule('itemCount', 'Число мероприятий', {
      ...scope,
      atLeast: atLeast.optional(),
      atMost: atMost.optional(),
      orNone: z.boolean().default(false).describe('Можно и ни одного'),
    }),
    rule('eachGroupPresent', 'Есть хотя бы одно мероприятие с каждой из отметок', {
      groups: namingSome('mark', 'Отметки, из marks'),
    }),
    rule('itemsMarked', 'У каждого мероприятия есть одна из отметок', {
      ...scope,
      anyOf: namingSome('mark', 'Отметки, из marks'),
      orField: naming('itemWord', 'Или вместо отметки — эти сведения, из itemWords').optional(),
    }),
    rule('plannedSpan', 'От начала первого до конца последнего мероприятия', {
      atLeast: Term.optional(),
      atMost: Term.optional(),
    }),
    rule('deficitsCovered', 'На каждый названный дефицит есть мероприятие', { part: scope.part }),
    rule('participated', 'Эти роли участвовали (вносили предложения)', { roles: namingSome('role', 'Роли') }),
    rule('teamAssigned', 'Эти роли назначены', { roles: namingSome('role', 'Роли') }),
    rule('recorded', 'Сделана хотя бы одна из записей', { anyOf: namingSome('record', 'Записи, из records') }),
    rule('itemsClosed', 'У каждого мероприятия есть итог или причина невыполнения', scope),
    rule('itemsDone', 'Каждое мероприятие выполнено', scope),
    rule('itemsPassed', 'Столько мероприятий выполнено успешно', { ...scope, atLeast }),
    rule('itemsHaveEnded', 'Каждое мероприятие закрыто, или его срок прошёл', scope),
  ])
  .meta({ id: 'Rule', description: 'Именованное правило с параметрами' });
export type Rule = z.infer<typeof Rule>;
