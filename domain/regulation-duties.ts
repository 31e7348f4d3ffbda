/** Duties: who does what, after what, within which term, and what each answer leads to. */
import { z } from 'zod';
import { Condition, Rule } from './regulation-rules.ts';
import { basis, Code, naming, namingAny, namingSome, Term, Title } from './regulation-words.ts';

export const endings = ['completed', 'closedIncomplete', 'carriedOver', 'cancelled', 'notStarted'] as const;
export const Ending = z
  .enum(endings)
  .describe(
    'Чем окончился маршрут: completed — завершён, closedIncomplete — закрыт невыполненным, carriedOver — перенесён в следующий, cancelled — прекращён, notStarted — не начат',
  );
export type Ending = z.infer<typeof Ending>;
export const stageNames = ['diagnostic', 'design', 'implementation', 'reflection'] as const;
export const StageName = z
  .enum(stageNames)
  .describe('Этап: diagnostic — диагностика, design — разработка, implementation — реализация, reflection — итоги');

export const Within = z
  .strictObject({
    term: Term,
    remind: z
      .array(z.union([z.literal('half'), Term]))
      .default([])
      .describe('Когда напомнить: half — на половине срока, «3 days» — за три дня до конца'),
    escalate: naming('escalation', 'Кого известить, если срок прошёл: цепочка из escalations').optional(),
    ...basis,
  })
  .meta({ id: 'Within', description: 'В какой срок. Истёкший срок ничего не решает: он напоминает и извещает.' });

export const Successor = z
  .strictObject({
    reason: z.enum(['nextCycle', 'carryOver', 'prolongation']).describe('Способ начала следующего маршрута, из start'),
    carries: z.enum(['unfinished', 'nothing']).describe('Что переходит: unfinished — невыполненное, nothing — ничего'),
    atMost: Term.optional(),
    ...basis,
  })
  .meta({ id: 'Successor', description: 'Предлагается следующий маршрут' });

export const effects = ['fulfils', 'returnsTo', 'ends', 'endsStage', 'dropsAmendment'] as const;
/** Exactly one effect (cross-checked); the plain answers "given" and "done" need no entry. */
export const Outcome = z
  .strictObject({
    title: Title.describe('Название исхода по-русски'),
    fulfils: z.literal(true).optional().describe('Обязанность исполнена'),
    returnsTo: naming('duty', 'Возврат к этой обязанности').optional(),
    ends: Ending.optional(),
    endsStage: z.literal(true).optional().describe('Этап окончен'),
    dropsAmendment: z.literal(true).optional().describe('Предложенное изменение отклонено'),
    by: namingSome('role', 'Только эти роли').optional(),
    unless: Condition.optional(),
    comment: z.literal('required').optional().describe('Нужны слова: почему'),
    atMost: z.int().positive().optional().describe('Столько возвратов, не больше'),
    record: naming('record', 'Что при этом записывают, из records').optional(),
    requires: z.array(Rule).default([]).describe('Что должно быть соблюдено'),
    successor: Successor.optional(),
    ...basis,
  })
  .meta({ id: 'Outcome', description: 'Исход обязанности: ровно одно следствие' });

export const Trigger = z
  .union([
    z.strictObject({ itemImpossible: naming('partOrAny', 'Мероприятие не состоится: часть из parts или any') }),
    z.strictObject({ itemFailed: naming('partOrAny', 'Мероприятие не пройдено: часть из parts или any') }),
    z.strictObject({ amended: naming('amendment', 'Предложено изменение, из amendments') }),
    z.strictObject({ proposed: naming('topicOrAny', 'Внесено предложение: предмет из proposalTopics или any') }),
    z.strictObject({
      termLapsed: Term.describe('Столько времени спустя после конца срока маршрута, например «14 days»'),
    }),
    z.strictObject({
      outcome: z
        .strictObject({
          duty: naming('duty', 'Обязанность'),
          is: Code.describe('Её исход'),
          times: z.int().positive().default(1).describe('В который раз'),
        })
        .describe('Обязанность окончилась этим исходом'),
    }),
    z.strictObject({ notice: naming('notice', 'Поступило сообщение или вопрос, из notices') }),
  ])
  .meta({ id: 'Trigger', description: 'Что открывает обязанность, которой иначе ни у кого нет' });

export const verdicts = ['AGREE', 'APPROVE', 'CONFIRM', 'ACKNOWLEDGE', 'REFER', 'SIGN'] as const;
export const Duty = z
  .strictObject({
    duty: Code.describe('Код обязанности'),
    title: Title.describe('Название по-русски, для людей'),
    does: z
      .enum(['plan', 'record', 'decide', 'assign'])
      .describe('plan — составить план, record — записать, decide — решить, assign — назначить'),
    verdict: z
      .enum(verdicts)
      .optional()
      .describe(
        'Вид решения: AGREE согласовать, APPROVE утвердить, CONFIRM подтвердить, ACKNOWLEDGE ознакомиться, REFER направить, SIGN подписать',
      ),
    by: namingSome('role', 'Любая из этих ролей').optional(),
    byAll: namingSome('role', 'Каждая из этих ролей').optional(),
    part: naming('part', 'Какую часть планируют, из parts').optional(),
    record: naming('record', 'Что записывают, из records').optional(),
    assigns: namingSome('role', 'Кого назначают: роли').optional(),
    after: namingAny('duty', 'После каких обязанностей').default([]),
    when: Trigger.optional(),
    onlyIf: Condition.optional(),
    unless: Condition.optional(),
    need: z
      .enum(['required', 'parallel', 'optional'])
      .default('required')
      .describe(
        'required — без неё этап не окончить, parallel — обязательна, но ничего не держит, optional — по желанию',
      ),
    repeats: z.boolean().default(false).describe('Можно исполнять много раз'),
    throughout: z
      .boolean()
      .default(false)
      .describe('Только для optional: открывшись на своём этапе, остаётся открытой до завершения маршрута'),
    requires: z.array(Rule).default([]).describe('Что должно быть соблюдено, чтобы исполнить'),
    countsWhen: z
      .strictObject({
        duty: naming('duty', 'Другая обязанность'),
        doneBy: namingSome('role', 'Кто её исполнил: роли'),
        ...basis,
      })
      .optional()
      .describe('Считается исполненной, если другую обязанность исполнила одна из этих ролей'),
    fulfilledBy: z
      .strictObject({ amendment: naming('amendment', 'Изменение, из amendments') })
      .optional()
      .describe('Исполняется внесением этого изменения'),
    within: Within.optional(),
    outcomes: z.record(Code, Outcome).default({}).describe('Иные исходы, кроме простого исполнения'),
    tells: namingAny('role', 'Кого известить об исполнении: роли').default([]),
    ...basis,
  })
  .meta({ id: 'Duty', description: 'Обязанность' });

export const Stage = z
  .strictObject({
    stage: StageName,
    title: Title.describe('Название этапа, как в акте'),
    carryingOut: z
      .strictObject({
        by: namingSome('role', 'Кто проходит маршрут: роли'),
        until: z.array(Rule).min(1).describe('Пока не будет соблюдено'),
        ...basis,
      })
      .optional()
      .describe('Мероприятия выполняются на этом этапе'),
    duties: z.array(Duty).describe('Обязанности этапа'),
    ...basis,
  })
  .meta({ id: 'Stage', description: 'Этап' });
