/**
 * One edition of one region's regulation as data: who is covered, stages made of duties, terms, plan rules, changes, closing.
 * Strict keys, no expressions, no inheritance. Every value that is law or stands for law carries a `basis`:
 * "source 4.3.2 ¶2" (the act says so) or "default 4.3.2 ¶2" (the act is silent there and this is our proposal).
 * What a schema cannot see (a role nobody described, a duty that waits for a later one) is in domain/cross-checks.ts.
 */
import { z } from 'zod';
import { Part, Record } from './regulation-content.ts';
import {
  Amendment,
  ByWhom,
  Closing,
  Milestone,
  Notice,
  Prolongation,
  Proposal,
  RouteTerm,
} from './regulation-course.ts';
import { Stage } from './regulation-duties.ts';
import { Escalation, Repair, Role, StandIn, Start } from './regulation-people.ts';
import { Rule } from './regulation-rules.ts';
import { basis, Code, namingSome, Title, Titles } from './regulation-words.ts';

const Region = z.strictObject({
  code: z
    .string()
    .regex(/^RU-[A-Z]{2,3}$/)
    .describe('Код субъекта, например RU-BA'),
  prefix: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .describe('Три латинские буквы, с которых начинается номер маршрута, например BSH'),
  name: Title.describe('Название субъекта'),
  timeZone: z
    .string()
    .regex(/^[A-Z][A-Za-z]+\/[A-Z][A-Za-z_]+$/)
    .describe('Часовой пояс, например Asia/Yekaterinburg'),
});
const LegalAct = z.strictObject({
  kind: Title.describe('Вид акта: приказ, положение'),
  number: Title.nullable().describe('Номер; null — неизвестен'),
  date: z.iso.date().nullable().describe('Дата вида 2022-07-28; null — неизвестна'),
  issuer: Title.nullable().describe('Кто принял; null — неизвестно'),
});
const InForce = z.strictObject({
  from: z.iso.date().nullable().describe('С какого дня, вида 2022-07-28; null — дата неизвестна, действует с начала'),
  until: z.iso.date().nullable().describe('По какой день включительно, вида 2022-07-28; null — без срока'),
});
const Covers = z.strictObject({
  staff: Titles.describe('Какие работники: код — название'),
  organisations: namingSome('organisationKind', 'Только организации этих видов, из organisationKinds').optional(),
  notOrganisations: namingSome('organisationKind', 'Кроме организаций этих видов, из organisationKinds').optional(),
  ...basis,
});
const Levels = z.strictObject({
  low: Title.describe('Название низкого уровня'),
  medium: Title.describe('Название среднего уровня'),
  high: Title.describe('Название высокого уровня'),
  ...basis,
});
const Named = z.strictObject({ title: Title.describe('Название по-русски'), ...basis });
const Gate = z.strictObject({
  title: Title.describe('Название по-русски'),
  on: z.boolean().describe('Включён ли'),
  ...basis,
});

export const Regulation = z.strictObject({
  region: Region.describe('Субъект Российской Федерации'),
  act: LegalAct.describe('Акт, из которого взята редакция'),
  inForce: InForce.describe('Когда редакция действует'),
  checkedOn: z.iso.date().describe('Когда файл в последний раз сверили с актом, вида 2022-07-28'),
  organisationKinds: Titles.describe('Виды организаций, о которых говорит акт: код — название'),
  covers: Covers.describe('На кого распространяется'),
  start: z.array(Start).min(1).describe('Способы начать маршрут'),
  roles: z.record(Code, Role).describe('Роли'),
  standIns: z.array(StandIn).default([]).describe('Замены; действует первая подходящая'),
  escalations: z.record(Code, Escalation).describe('Цепочки извещений'),
  repair: Repair,
  facts: z.record(Code, Named).default({}).describe('Обстоятельства, от которых что-то зависит: код — название'),
  gates: z.record(Code, Gate).default({}).describe('Порядки, которые регион включает или выключает'),
  competences: z.record(Code, Named).describe('Компетенции, по которым ставят уровни: код — название'),
  levels: Levels.describe('Как называются уровни: низкий, средний, высокий'),
  marks: Titles.default({}).describe('Отметки, которые может нести мероприятие: код — название'),
  itemWords: Titles.default({}).describe('Что о мероприятии пишут словами: код — название'),
  planStates: Titles.default({}).describe('Что о плане в целом пишут словами: код — название'),
  parts: z.record(Code, Part).describe('Части маршрута'),
  planRules: z.array(Rule).describe('Правила, которым отвечает план'),
  records: z.record(Code, Record).describe('Записи'),
  stages: z.array(Stage).min(1).describe('Этапы по порядку'),
  term: RouteTerm,
  milestones: z.array(Milestone).default([]).describe('Отметки, которые ставятся сами'),
  amendments: z.array(Amendment).default([]).describe('Изменения плана на ходу'),
  proposalTopics: Titles.default({}).describe('О чём можно вносить предложения: код — название'),
  proposals: z.array(Proposal).default([]).describe('Кто вносит предложения'),
  notices: z.record(Code, Notice).default({}).describe('Сообщения и вопросы'),
  prolongation: Prolongation.nullable().describe('Продление срока; null — не продлевается'),
  suspension: ByWhom.nullable().describe('Кто приостанавливает; null — не приостанавливается'),
  cancelling: ByWhom.describe('Кто прекращает до конца'),
  outside: z
    .strictObject(basis)
    .nullable()
    .describe('Можно ли сделать вне системы и внести задним числом; null — нельзя'),
  closing: Closing,
});
export type Regulation = z.infer<typeof Regulation>;
