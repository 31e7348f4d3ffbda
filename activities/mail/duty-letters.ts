/** Mails that ask somebody to act, or say that somebody has not: what, until when, and what happens by itself otherwise. */
import type { DutyNotice } from '../../domain/notices.ts';
import type { Moment } from '../../domain/iom.ts';
import { clauseWords } from './clause.ts';
import { dutyTitle, findOpen, nameOf, outcomeTitle, roleTitle, roleTitles, spokenDuty } from './letter.ts';
import type { Letter, Subject } from './letter.ts';
import { initialsOf } from './one-line.ts';
import { deadline, shortDate } from './russian-dates.ts';

const silence = 'Молчание ничего не решает: срок пройдёт, а решение останется за вами.';

export const dutyLetters: Record<DutyNotice, (subject: Subject) => Letter> = {
  dutyOpened: (subject) => asking(subject, { subject: demand(subject) }),
  returned: (subject) => {
    const letter = asking(subject, { subject: `${demand(subject)} — заново` });
    return { ...letter, rows: [...letter.rows, ['Почему заново', whyAgain(subject)]] };
  },
  reminded: (subject) => asking(subject, { subject: `Напоминание: ${lowered(demand(subject))}` }),
  termMoved: (subject) => asking(subject, { subject: `Срок перенесён: ${lowered(demand(subject))}` }),
  lapsed: (subject) =>
    asking(subject, {
      subject: `Срок истёк${on(subject)}: ${lowered(demand(subject, false))}`,
      lead: `Срок прошёл, а обязанность осталась за вами: ${lowered(sentence(subject))}`,
    }),
  escalated: (subject) => ({
    ...watching(subject, `Не исполнено в срок${on(subject)}: «${dutyTitle(subject, subject.notice.duty)}», ${nameOf(subject)}`),
    lead: `Не исполнено в срок: «${dutyTitle(subject, subject.notice.duty)}» в ${nameOf(subject)}. Срок был: ${until(subject)}.`,
    notes: [
      'Письмо пришло вам, чтобы обратить внимание. Само решение остаётся за тем, кто опоздал: напомните ему или помогите назначить того, кто исполняет обязанности.',
      ...next(subject),
    ],
  }),
  unstaffed: (subject) => ({
    ...watching(subject, `Некому исполнить${on(subject)}: «${dutyTitle(subject, subject.notice.duty)}», ${nameOf(subject)}`),
    lead: `Некому исполнить «${dutyTitle(subject, subject.notice.duty)}» в ${nameOf(subject)}. Срок: ${until(subject)}.`,
    notes: ['Роль никто не занимает, и письмо об обязанности отправить некому. Назначьте того, кто её исполнит.', ...next(subject)],
  }),
};

function asking(subject: Subject, { subject: line, lead }: { subject: string; lead?: string }): Letter {
  return {
    subject: line,
    lead: `${lead ?? sentence(subject)} Срок: ${until(subject)}.`,
    rows: [['Обязанность', dutyTitle(subject, subject.notice.duty)], ...clauses(subject)],
    notes: [...next(subject), silence],
  };
}

function watching(subject: Subject, line: string): Letter {
  const late = roleTitles(subject, subject.notice.about['late']);
  return { subject: line, lead: '', rows: [...(late ? [['Кто не исполнил', late] as [string, string]] : []), ...clauses(subject)], notes: [] };
}

/** What is asked, as an order: «Согласуйте ИОМ BSH-2026-000017 до 14.03.2026 (Петрова А. И.)». */
function demand(subject: Subject, dated = true): string {
  const { iom, educator } = subject;
  const due = findOpen(subject)?.due;
  const day = dated && due ? ` до ${shortDate(due, iom.process.region.timeZone)}` : '';
  const [order, plain] = orderOf(subject);
  return `${order} ИОМ ${iom.id}${day} (${initialsOf(educator)})${plain ? '' : `: ${dutyTitle(subject, subject.notice.duty)}`}`;
}

function sentence(subject: Subject): string {
  return `${orderOf(subject)[0]} ${nameOf(subject)}: «${dutyTitle(subject, subject.notice.duty)}».`;
}

/** The order, and whether it says enough without the title of the duty. */
function orderOf(subject: Subject): [order: string, plain: boolean] {
  const duty = spokenDuty(subject, subject.notice.duty);
  if (!duty) return ['Откройте', false];
  if (duty.does === 'decide') return duty.verdict ? verdictOrders[duty.verdict] : ['Примите решение по', false];
  return [deedOrders[duty.does], false];
}
const deedOrders = {
  plan: 'Составьте план для',
  record: 'Внесите запись в',
  assign: 'Назначьте людей для',
};
const verdictOrders: Record<'AGREE' | 'APPROVE' | 'CONFIRM' | 'ACKNOWLEDGE' | 'REFER' | 'SIGN', [string, boolean]> = {
  AGREE: ['Согласуйте', true],
  APPROVE: ['Утвердите', true],
  CONFIRM: ['Подтвердите', true],
  ACKNOWLEDGE: ['Ознакомьтесь:', false],
  REFER: ['Направьте на обучение:', true],
  SIGN: ['Подпишите', false],
};

function until(subject: Subject): string {
  const due = findOpen(subject)?.due;
  return due ? deadline(due, subject.iom.process.region.timeZone) : 'не назначен';
}
function on(subject: Subject): string {
  const due = findOpen(subject)?.due;
  return due ? ` ${shortDate(due, subject.iom.process.region.timeZone)}` : '';
}

/** The duty has its clause and its term has another: the one is mostly law, the other mostly a proposal. */
function clauses(subject: Subject): [string, string][] {
  const duty = spokenDuty(subject, subject.notice.duty);
  const { act } = subject.regulation;
  if (!duty) return [];
  const term: [string, string][] = duty.within ? [['Основание срока', clauseWords(duty.within.basis, act)]] : [];
  return [['Основание обязанности', clauseWords(duty.basis, act)], ...term];
}

function whyAgain(subject: Subject): string {
  const { because, refused } = subject.notice.about;
  if (!refused) return 'план изменился, прежний ответ был дан на другой план';
  const done = subject.iom.done[String(because)];
  const outcome = done ? `: ${outcomeTitle(subject, String(because), done.outcome)}` : '';
  return `«${dutyTitle(subject, String(because))}» — отказ${outcome}; слова о причине — на странице маршрута`;
}

/** What time itself will do next, from the route's own moments: a reminder, and whom it tells. Never a decision. */
function next(subject: Subject): string[] {
  const { iom, notice } = subject;
  const mine = iom.moments.filter(({ duty }) => duty === notice.duty);
  const steps = [mine.find(({ what }) => what === 'remind'), mine.find(({ what }) => what === 'escalate')];
  const words = steps.flatMap((moment) => (moment ? [nextWords(subject, moment)] : []));
  return words.length > 0 ? [`Если ничего не сделать: ${words.join('; ')}.`] : [];
}

function nextWords(subject: Subject, { at, what, to }: Moment): string {
  const day = shortDate(at, subject.iom.process.region.timeZone);
  return what === 'remind' ? `${day} придёт напоминание` : `${day} об этом узнает ${roleTitle(subject, to ?? '')}`;
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
