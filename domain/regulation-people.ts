/** People: who holds a role, who acts instead, who is told when a term passes, who repairs what is stuck. */
import { z } from 'zod';
import { Condition } from './regulation-rules.ts';
import { basis, Code, Delay, naming, namingSome, Title } from './regulation-words.ts';

export const Start = z
  .strictObject({
    way: Code.describe('Код способа; nextCycle, carryOver, prolongation — продолжение прежнего маршрута'),
    title: Title.describe('Название способа по-русски'),
    by: namingSome('role', 'Кто может начать: роли'),
    record: naming('record', 'Что при этом записывают, из records').optional(),
    ...basis,
  })
  .meta({ id: 'Start', description: 'Способ начать маршрут' });

export const Role = z
  .strictObject({
    title: Title.describe('Название роли, как в акте'),
    heldBy: z
      .enum(['owner', 'assignment', 'organisation', 'municipality', 'region', 'system'])
      .describe(
        'Откуда роль: owner — сам педагог, assignment — назначен на маршрут, organisation, municipality, region — должность в организации, муниципалитете, регионе, system — сама система',
      ),
    assignedBy: namingSome('role', 'Кто назначает: роли (только для assignment)').optional(),
    ...basis,
  })
  .meta({ id: 'Role', description: 'Роль' });

/** Of several that fit, the first acts. */
export const StandIn = z
  .strictObject({
    when: z.array(Condition).min(1).describe('Когда: все условия сразу'),
    insteadOf: namingSome('role', 'Вместо каких ролей'),
    acts: naming('role', 'Какая роль действует'),
    ...basis,
  })
  .meta({ id: 'StandIn', description: 'Замена: кто действует, если педагог сам занимает должность или органа нет' });

export const Escalation = z
  .strictObject({
    first: Delay.describe('Через сколько после конца срока известить первого'),
    every: Delay.describe('Через сколько — каждого следующего; «0 days» — всех сразу'),
    to: namingSome('role', 'Кого, по порядку: роли'),
    ...basis,
  })
  .meta({ id: 'Escalation', description: 'Цепочка извещений. Решения она не передаёт, только внимание.' });

export const repairActs = [
  'reassign',
  'moveTerm',
  'recordOnPaper',
  'close',
  'cancel',
  'retryMail',
  'suspend',
  'resume',
] as const;
export const Repair = z
  .strictObject({
    by: namingSome('role', 'Кто: роли'),
    acts: z
      .array(z.enum(repairActs))
      .min(1)
      .describe(
        'Что: reassign — назначить другого, moveTerm — перенести срок, взятый не из акта, recordOnPaper — внести решение, принятое на бумаге, close — закрыть, cancel — прекратить, retryMail — отправить письма снова, suspend — приостановить, resume — возобновить',
      ),
    ...basis,
  })
  .meta({ id: 'Repair', description: 'Кто что исправляет, когда маршрут застрял. Чужого решения он не принимает.' });
