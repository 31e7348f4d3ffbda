/** Conditions and named rules: what an edition may ask of a route. One fact or one named rule with parameters, never a formula. */
import { z } from 'zod';
import { basis, Code, Codes, Term } from './regulation-words.ts';

export const Condition = z
  .union([
    z.strictObject({ assigned: Code.describe('Роль: на этот маршрут кто-то в ней назначен') }),
    z.strictObject({
      outcome: z
        .strictObject({ duty: Code.describe('Обязанность'), is: Code.describe('Её исход') })
        .describe('Обязанность окончилась этим исходом'),
    }),
    z.strictObject({ fact: Code.describe('Обстоятельство из facts имеет место') }),
    z.strictObject({ organisation: Code.describe('Вид организации педагога, из organisationKinds') }),
    z.strictObject({ way: Code.describe('Как маршрут начат, из start') }),
    z.strictObject({ ownerHolds: Code.describe('Роль, которую занимает сам педагог (например, он директор)') }),
    z.strictObject({ gate: Code.describe('Порядок из gates, включённый регионом') }),
  ])
  .meta({ id: 'Condition', description: 'Условие: ровно одно обстоятельство' });
export type Condition = z.infer<typeof Condition>;

const count = z.int().nonnegative();
const atLeast = count.describe('Не меньше');
const atMost = count.describe('Не больше');
const scope = {
  part: Code.optional().describe('Только мероприятия этой части, из parts'),
  kinds: Codes.optional().describe('Только мероприятия этих видов, из kinds'),
  marked: Code.optional().describe('Только мероприятия с этой отметкой, из marks'),
};

function rule<T extends string, S extends z.ZodRawShape>(name: T, description: string, shape: S) {
  return z
    .strictObject({
      rule: z.literal(name),
      ...shape,
      whenBy: Codes.optional().describe('Только когда действует одна из этих ролей'),
      severity: z.enum(['block', 'warn']).default('block').describe('block — не пропускать, warn — предупредить'),
      ...basis,
    })
    .describe(description);
}

/** Named pure functions (domain/rules.ts) with their parameters. */
export const Rule = z
  .discriminatedUnion('rule', [
    rule('planStates', 'В плане есть эти сведения', { fields: Codes.describe('Сведения, из planStates') }),
    rule('itemsState', 'У каждого мероприятия есть эти сведения', {
      ...scope,
      fields: Codes.describe('from, to, hours, deficits или сведения из itemWords'),
    }),
    rule('itemCount', 'Число мероприятий', {
      ...scope,
      atLeast: atLeast.optional(),
      atMost: atMost.optional(),
      orNone: z.boolean().default(false).describe('Можно и ни одного'),
    }),
    rule('eachGroupPresent', 'Есть хотя бы одно мероприятие с каждой из отметок', {
      groups: Codes.describe('Отметки, из marks'),
    }),
    rule('itemsMarked', 'У каждого мероприятия есть одна из отметок', {
      ...scope,
      anyOf: Codes.describe('Отметки, из marks'),
      orField: Code.optional().describe('Или вместо отметки — эти сведения, из itemWords'),
    }),
    rule('plannedSpan', 'От начала первого до конца последнего мероприятия', {
      atLeast: Term.optional(),
      atMost: Term.optional(),
    }),
    rule('deficitsCovered', 'На каждый названный дефицит есть мероприятие', { part: scope.part }),
    rule('participated', 'Эти роли участвовали (вносили предложения)', { roles: Codes.describe('Роли') }),
    rule('teamAssigned', 'Эти роли назначены', { roles: Codes.describe('Роли') }),
    rule('recorded', 'Сделана хотя бы одна из записей', { anyOf: Codes.describe('Записи, из records') }),
    rule('itemsClosed', 'У каждого мероприятия есть итог или причина невыполнения', scope),
    rule('itemsDone', 'Каждое мероприятие выполнено', scope),
    rule('itemsPassed', 'Столько мероприятий выполнено успешно', { ...scope, atLeast }),
    rule('itemsHaveEnded', 'Каждое мероприятие закрыто, или его срок прошёл', scope),
  ])
  .meta({ id: 'Rule', description: 'Именованное правило с параметрами' });
export type Rule = z.infer<typeof Rule>;
