/** Mails that say what took place, and those about the term of the whole route. */
import type { newsNotices, termNotices } from '../../domain/notices.ts';
import { clauseWords } from './clause.ts';
import { dutyTitle, nameOf, outcomeTitle, roleTitle, roleTitles } from './letter.ts';
import type { Letter, Subject } from './letter.ts';
import { oneLine } from './one-line.ts';
import { deadline, shortDate } from './russian-dates.ts';

type News = (typeof newsNotices)[number] | (typeof termNotices)[number];
type Words = Pick<Letter, 'subject' | 'lead'> & Partial<Letter>;

const wordsOf: Record<News, (subject: Subject) => Words> = {
  opened: (subject) => plain(subject, 'Открыт', 'Вам открыт индивидуальный образовательный маршрут'),
  verdictGiven: (subject) => ({
    ...verdict(subject, 'Решение принято'),
    rows: [...answer(subject), ...termRow(subject)],
  }),
  verdictRefused: (subject) => ({
    ...verdict(subject, 'Отказ'),
    rows: answer(subject),
    notes: ['Слова о причине — на странице маршрута. Тот, кто должен действовать дальше, получил отдельное письмо.'],
  }),
  done: (subject) => ({ ...verdict(subject, 'Исполнено'), rows: [...answer(subject), ...termRow(subject)] }),
  assigned: (subject) => ({
    ...plain(subject, 'Вы назначены', `Вы назначены на маршрут: ${roleTitle(subject, subject.notice.role)}`),
    notes: ['О каждой обязанности со сроком придёт отдельное письмо; что можно сделать сейчас — на странице маршрута.'],
  }),
  unassigned: (subject) =>
    plain(
      subject,
      'Вы больше не назначены',
      `Вы больше не назначены на маршрут: ${roleTitle(subject, subject.notice.role)}`,
    ),
  enteredOnPaper: (subject) => ({
    ...verdict(subject, 'Внесено ваше решение на бумаге'),
    rows: answer(subject),
    notes: ['Администратор внёс решение, которое вы приняли на бумаге. Если это не так, сообщите ему.'],
  }),
  amended: (subject) => ({
    ...plain(subject, 'Изменён план', 'Изменение плана вступило в силу'),
    rows: amendmentRow(subject),
  }),
  amendmentDropped: (subject) => ({
    ...plain(subject, 'Изменение не принято', 'Предложенное вами изменение плана не вступило в силу'),
    rows: amendmentRow(subject),
  }),
  milestoneReached: (subject) => ({
    ...plain(subject, 'Отметка', 'Поставлена отметка'),
    rows: [['Отметка', titled(subject.regulation.milestones, 'milestone', subject.notice.about['milestone'])]],
  }),
  proposed: (subject) => ({
    ...plain(subject, 'Предложение', 'Внесено предложение'),
    rows: [
      ['О чём', oneLine(subject.regulation.proposalTopics[topicOf(subject)] ?? topicOf(subject))],
      ...from(subject),
    ],
  }),
  noticed: (subject) => ({
    ...plain(subject, 'Сообщение', 'Вам сообщение или вопрос'),
    rows: [
      ['О чём', oneLine(subject.regulation.notices[topicOf(subject)]?.title ?? topicOf(subject))],
      ...from(subject),
    ],
  }),
  itemFailed: (subject) => plain(subject, 'Мероприятие не пройдено', 'Мероприятие маршрута не пройдено'),
  suspended: (subject) => plain(subject, 'Приостановлен', 'Маршрут приостановлен: сроки не идут, напоминаний не будет'),
  resumed: (subject) => plain(subject, 'Возобновлён', 'Маршрут возобновлён: сроки сдвинуты на время перерыва'),
  closed,
  termReminded: (subject) => ({ ...term(subject, 'Срок истекает', 'Срок маршрута скоро истечёт'), notes: [silence] }),
  termLapsed: (subject) => ({ ...term(subject, 'Срок истёк', 'Срок маршрута истёк'), notes: [silence] }),
  termEscalated: (subject) => ({
    ...term(subject, 'Срок истёк', 'Срок маршрута истёк, а маршрут не завершён'),
    notes: ['Письмо пришло вам, чтобы обратить внимание: решать за других оно не позволяет.', silence],
  }),
  prolonged: (subject) => term(subject, 'Срок продлён', 'Срок маршрута продлён'),
};
const silence =
  'Истёкший срок сам ничего не решает: маршрут не закрывается и не отменяется, пока этого не сделает человек.';

export const newsLetters = Object.fromEntries(
  Object.entries(wordsOf).map(([kind, words]) => [kind, (subject: Subject) => complete(subject, words(subject))]),
) as Record<News, (subject: Subject) => Letter>;

function complete({ notice, regulation }: Subject, { subject, lead, rows = [], notes = [] }: Words): Letter {
  const { basis } = notice.about;
  const clause: [string, string][] =
    typeof basis === 'string' ? [['Основание', clauseWords(basis, regulation.act)]] : [];
  return { subject, lead, rows: [...rows, ...clause], notes };
}

function plain(subject: Subject, act: string, lead: string): Words {
  return { subject: `${act}: ${nameOf(subject)}`, lead: `${lead}. ${nameOf(subject)}, ${dayOf(subject)}.` };
}

function verdict(subject: Subject, act: string): Words {
  const title = dutyTitle(subject, subject.notice.duty);
  return {
    subject: `${act} ${dayOf(subject)}: «${title}», ${nameOf(subject)}`,
    lead: `${act}: «${title}» в ${nameOf(subject)}, ${dayOf(subject)}.`,
  };
}

/** The route's own day of the event, which in a sandbox runs ahead of the wall. */
function dayOf({ notice, iom }: Subject): string {
  const { on } = notice.about;
  return typeof on === 'string' ? shortDate(on, iom.process.region.timeZone) : '';
}

function answer(subject: Subject): [string, string][] {
  const { duty, about } = subject.notice;
  return [['Ответ', outcomeTitle(subject, duty, about['outcome'])], ...from(subject)];
}

function from(subject: Subject): [string, string][] {
  const { from: roles } = subject.notice.about;
  const titles = typeof roles === 'string' ? roleTitle(subject, roles) : roleTitles(subject, roles);
  return titles ? [['Кто', titles]] : [];
}

function termRow({ notice, iom }: Subject): [string, string][] {
  const end = notice.duty === iom.process.term.from ? iom.clock?.latestEnd : null;
  return end ? [['Срок маршрута', deadline(end, iom.process.region.timeZone)]] : [];
}

function amendmentRow({ regulation, notice }: Subject): [string, string][] {
  return [['Изменение', titled(regulation.amendments, 'amendment', notice.about['amendment'])]];
}

function titled<K extends string>(list: ({ title: string } & Record<K, string>)[], key: K, code: unknown): string {
  return oneLine(list.find((each) => each[key] === code)?.title ?? String(code));
}

function topicOf({ notice }: Subject): string {
  return String(notice.about['topic']);
}

function term(subject: Subject, act: string, lead: string): Words {
  const { iom } = subject;
  const end = iom.clock?.latestEnd;
  const zone = iom.process.region.timeZone;
  return {
    subject: `${act}${end ? ` ${shortDate(end, zone)}` : ''}: ${nameOf(subject)}`,
    lead: `${lead}: ${nameOf(subject)}.${end ? ` Последний день: ${deadline(end, zone)}.` : ''}`,
  };
}

function closed(subject: Subject): Words {
  const { outcome, successor } = subject.notice.about;
  const words = endings[String(outcome) as keyof typeof endings] ?? String(outcome);
  const way = subject.regulation.start.find((each) => each.way === successor);
  return {
    subject: `Закрыт ${dayOf(subject)}: ${nameOf(subject)} — ${words}`,
    lead: `Маршрут закрыт ${dayOf(subject)}: ${words}. ${nameOf(subject)}.`,
    rows: way ? [['Предложен следующий маршрут', oneLine(way.title)]] : [],
  };
}
const endings = {
  completed: 'завершён',
  closedIncomplete: 'закрыт незавершённым',
  carriedOver: 'продолжится в следующем маршруте',
  cancelled: 'прекращён',
  notStarted: 'не начат',
};
