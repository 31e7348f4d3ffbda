/** Mails that ask somebody to act, or say that somebody has not: what, until when, and what happens by itself otherwise. */
import type { DutyNotice } from '../../domain/notices.ts';
import type { Iom, Moment } from '../../domain/iom.ts';
import { missingRoles, standInFor } from '../../domain/permit.ts';
import { findDuty } from '../../domain/process.ts';
import { clauseWords } from './clause.ts';
import { dutyTitle, findOpen, nameOf, outcomeTitle, roleTitle, roleTitles, spokenDuty } from './letter.ts';
import type { Letter, Subject } from './letter.ts';
import { initialsOf } from './one-line.ts';
import { deadline, shortDate } from './russian-dates.ts';

const silence = 'Молчание ничего не решает: обязанность остаётся за вами.';

export const dutyLetters: Record<DutyNotice, (subject: Subject) => Letter> = {
  dutyOpened: (subject) => asking(subject, { subject: demand(subject) }),
  returned: (subject) => {
    const letter = asking(subject, { subject: `Заново: ${lowered(demand(subject))}` });
    return { ...letter, rows: [['Почему заново', whyAgain(subject)], ...letter.rows] };
  },
  reminded: (subject) => asking(subject, { subject: `Напоминание: ${lowered(demand(subject))}` }),
  termMoved: (subject) => asking(subject, { subject: `Срок перенесён: ${lowered(demand(subject))}` }),
  lapsed: (subject) =>
    asking(subject, {
      subject: `Срок истёк${on(subject)}: ${lowered(demand(subject, false))}`,
      lead: `Срок прошёл, а обязанность осталась за вами: ${lowered(sentence(subject))}`,
    }),
  escalated: (subject) => ({
    ...watching(
      subject,
      `Не исполнено в срок${on(subject)}: «${dutyTitle(subject, subject.notice.duty)}», ${nameOf(subject)}`,
    ),
    lead: `Не исполнено в срок: «${dutyTitle(subject, subject.notice.duty)}» в ${nameOf(subject)}. Срок был: ${until(subject)}.`,
    notes: [
      'Письмо пришло вам, чтобы обратить внимание. Само решение остаётся за тем, кто опоздал: напомните ему или помогите назначить того, кто исполняет обязанности.',
      ...next(subject),
    ],
  }),
  unstaffed: (subject) => ({
    ...watching(
      subject,
      `Некому исполнить${on(subject)}: «${dutyTitle(subject, subject.notice.duty)}», ${nameOf(subject)}`,
    ),
    lead: `Некому исполнить «${dutyTitle(subject, subject.notice.duty)}» в ${nameOf(subject)}. Срок: ${until(subject)}.`,
    notes: [
      'Роль никто не занимает, и письмо об обязанности отправить некому. Назначьте того, кто её исполнит.',
      ...next(subject),
    ],
  }),
};

function asking(subject: Subject, { subject: line, lead }: { subject: string; lead?: string }): Letter {
  return {
    subject: line,
    lead: `${lead ?? sentence(subject)} Срок: ${until(subject)}.`,
    rows: clauses(subject),
    notes: [...next(subject), silence],
  };
}

function watching(subject: Subject, line: string): Letter {
  const late = roleTitles(subject, subject.notice.about['late']);
  return {
    subject: line,
    lead: '',
    rows: [...(late ? [['Кто не исполнил', late] as [string, string]] : []), ...clauses(subject)],
    notes: [],
  };
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
  const { because, outcome } = subject.notice.about;
  if (outcome === undefined) return 'план изменился, прежний ответ был дан на другой план';
  const answer = outcomeTitle(subject, String(because), outcome);
  return `«${dutyTitle(subject, String(because))}»: ${answer}; слова о причине — на странице маршрута`;
}

/** What time itself will do next, from the route's own moments: a reminder, and whom it tells. Never a decision. */
function next(subject: Subject): string[] {
  const { iom, notice } = subject;
  const mine = iom.moments.filter(({ duty }) => duty === notice.duty);
  const reminder = mine.find(({ what }) => what === 'remind');
  const day = ({ at }: Moment): string => shortDate(at, iom.process.region.timeZone);
  const words = [
    ...(reminder ? [`${day(reminder)} придёт напоминание`] : []),
    ...escalation(subject, mine).map(({ first, to }) => `${day(first)} об этом узнает ${roleTitle(subject, to)}`),
  ];
  return words.length > 0 ? [`Если ничего не сделать: ${words.join('; ')}.`] : [];
}

/** Links that are late themselves are passed over, and the next one is told on their day (domain/let-time-pass.ts). */
function escalation({ iom, notice }: Subject, moments: Moment[]): { first: Moment; to: string }[] {
  const links = moments.filter(({ what }) => what === 'escalate');
  const [first] = links;
  const duty = notice.duty === undefined ? undefined : findDuty(iom.process, notice.duty);
  const late = duty ? missingRoles(iom, duty) : [];
  const to = links
    .map((link) => standInFor(iom, link.to ?? ''))
    .find((role) => !late.includes(role) && isHeld(iom, role));
  return first && to ? [{ first, to }] : [];
}

function isHeld({ process, assigned }: Iom, role: string): boolean {
  const heldBy = process.roles[role]?.heldBy;
  return heldBy !== 'owner' && (heldBy !== 'assignment' || assigned[role] !== undefined);
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
