/** What stands in a mail: every kind of it, from real notices of real lives, and what hostile names can do to it (nothing). */
import { composeMail } from '../../activities/mail/compose-mail.ts';
import type { ComposedMail } from '../../activities/mail/compose-mail.ts';
import { clauseWords } from '../../activities/mail/clause.ts';
import { initialsOf } from '../../activities/mail/one-line.ts';
import { deadline, longDate } from '../../activities/mail/russian-dates.ts';
import { outcomeOfError } from '../../activities/mail/smtp-outcome.ts';
import { carryOut } from '../../domain/carry-out.ts';
import type { Iom } from '../../domain/iom.ts';
import { dutyNotices, newsNotices, noticesOf, termNotices } from '../../domain/notices.ts';
import type { Notice, NoticeKind } from '../../domain/notices.ts';
import { loadEdition } from '../../regulations/load.ts';
import { agreed, approved, comment, region, signed } from './bashkortostan-life.ts';
import type { Route } from './driver.ts';

const { regulation } = loadEdition('regulations/bashkortostan.undated.yaml');
const educator = { familyName: 'Петрова', givenName: 'Анна', patronymic: 'Ивановна' };
const codes = { topic: 'items', amendment: 'correction', milestone: 'none', because: 'agree' };
const link = 'https://marshrut.example/ioms/BA-2027-000001';

function write(iom: Iom, notice: Notice, person = educator): ComposedMail {
  return composeMail({ iom, notice, educator: person, regulation, link });
}
/** The first mail of that kind in the life of the route, written as it would be at the end of it. */
function mailOf(route: Route, kind: NoticeKind, person = educator): ComposedMail {
  let iom = route.began;
  const notices = route.entries.flatMap((entry) => {
    const before = iom;
    iom = carryOut(iom, entry);
    return noticesOf(before, iom, entry);
  });
  return write(
    route.iom,
    notices.findLast((each) => each.kind === kind)!,
    person,
  );
}

it('a duty: the act, the number, the last day and the initials stand in the subject', () => {
  expect(mailOf(signed(), 'dutyOpened').subject).toBe('Согласуйте ИОМ BA-2027-000001 до 18.01.2027 (Петрова А. И.)');
});

it('the first line says what, until when with weekday and zone; then who is told by itself, and that silence decides nothing', () => {
  const { text } = mailOf(agreed(), 'dutyOpened');
  const [first] = text.split('\n');
  expect(first).toMatch(
    /^Утвердите ИОМ BA-2027-000001 \(Петрова А\. И\.\): «.+»\. Срок: понедельник, 18 января 2027 г\., 23:59 по времени региона \(UTC\+5\)\.$/,
  );
  expect(text).toMatch(
    /Если ничего не сделать: \d\d\.\d\d\.2027 придёт напоминание; 19\.01\.2027 об этом узнает руководитель ЦНППМ\./,
  );
  expect(text).toContain('Молчание ничего не решает');
});

it('the clause of the duty and the clause of its term are named, each with its origin', () => {
  const { text } = mailOf(agreed(), 'dutyOpened');
  expect(text).toMatch(/Основание обязанности: п\. §2-II.*, источник: положение/);
  expect(text).toMatch(/Основание срока: п\. §2-II.*, предложение сервиса/);
});

it('a reminder, a lapse and an escalation say so at once', () => {
  const late = agreed().pass({ days: 8 });
  expect(mailOf(late, 'reminded').subject).toMatch(/^Напоминание: утвердите ИОМ .+ до 18\.01\.2027/);
  expect(mailOf(late, 'lapsed').subject).toMatch(/^Срок истёк 18\.01\.2027: утвердите ИОМ/);
  const { subject, text } = mailOf(late, 'escalated');
  expect(subject).toMatch(/^Не исполнено в срок 18\.01\.2027: «.+», ИОМ BA-2027-000001 \(Петрова А\. И\.\)$/);
  expect(text).toContain('Кто не исполнил: руководитель образовательной организации');
  expect(text).toContain('Само решение остаётся за тем, кто опоздал');
});

it('what was sent back says which decision sent it back', () => {
  const { text } = mailOf(
    signed().do('cnppmHead', 'decide', { duty: 'agree', outcome: 'refused', comment }),
    'returned',
  );
  expect(text).toMatch(/Почему заново: «.+»: .+; слова о причине — на странице маршрута/);
});

it('approval tells the teacher until when the route lasts', () => {
  expect(mailOf(approved(), 'verdictGiven').text).toContain('Срок маршрута: вторник, 11 января 2028 г., 23:59');
});

it.each([...dutyNotices, ...termNotices, ...newsNotices])('%s can be written, in both parts, with one link', (kind) => {
  const about = {
    on: '2027-01-12T05:00:00.000Z',
    basis: 'default §2-II L177',
    outcome: 'given',
    late: ['tutor'],
    ...codes,
  };
  const { iom } = agreed();
  const { subject, text, html } = write(iom, { kind, role: 'schoolHead', duty: 'approve', round: 1, about });
  expect(subject).toMatch(/BA-2027-000001.*\(Петрова А\. И\.\)/);
  expect(text.split(link)).toHaveLength(2);
  expect(html.split(`href="${link}"`)).toHaveLength(3);
  expect(`${subject}${text}${html}`).not.toMatch(/undefined|null|NaN|\[object/);
  expect(`${subject}${text}${html}`).not.toMatch(/Анна|Ивановна/);
});

describe('a name that is meant to do harm', () => {
  const hostile = {
    familyName: 'Петрова\r\nBcc: all@example.org\u202e',
    givenName: '<script>alert(1)</script>',
    patronymic: '"><img src=x>',
  };
  it('stays on its line of the subject', () => {
    expect(mailOf(agreed(), 'dutyOpened', hostile).subject).toBe(
      'Утвердите ИОМ BA-2027-000001 до 18.01.2027 (Петрова Bcc: all@example.org S. I.)',
    );
  });
  it('is text in HTML', () => {
    const { html } = mailOf(agreed(), 'dutyOpened', { ...hostile, familyName: '<script>alert(1)</script>&"' });
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;');
  });
});

it('initials of people without a patronymic, and of double names', () => {
  expect(initialsOf({ familyName: 'Римский-Корсаков', givenName: 'Ян', patronymic: null })).toBe('Римский-Корсаков Я.');
});

it('the last minute of a day is told in the time of the region, not of the machine', () => {
  expect(deadline('2026-03-14T18:59:59.999Z', region.region.timeZone)).toBe(
    'суббота, 14 марта 2026 г., 23:59 по времени региона (UTC+5)',
  );
  expect(longDate('2026-03-14T19:00:00.000Z', 'Asia/Barnaul')).toBe('воскресенье, 15 марта 2026 г.');
});

it.each([
  ['source §2-II L177', 'п. §2-II, источник: приказ № 1153 от 28.07.2022'],
  ['source 4.3.2 ¶2', 'п. 4.3.2 абз. 2, источник: приказ № 1153 от 28.07.2022'],
  ['default 1.3 L60; §3 L374–376', 'п. 1.3; §3, предложение сервиса (акт этого не определяет)'],
])('clause %s', (basis, words) => {
  expect(clauseWords(basis, { kind: 'приказ', number: '1153', date: '2022-07-28', issuer: 'Министерство' })).toBe(
    words,
  );
});

it.each([
  [
    { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550, response: '550 5.1.1 <a@b.ru> unknown' },
    'refused',
    '550 5.1.1',
  ],
  [{ code: 'EMESSAGE', command: 'DATA', responseCode: 554, response: '554 5.6.0 spam' }, 'refused', '554 5.6.0'],
  [{ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 451, response: '451 4.7.1 later' }, 'waiting', '451 4.7.1'],
  [
    { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 550, response: '550 5.7.1 sender' },
    'waiting',
    '550 5.7.1',
  ],
  [
    { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 554, response: '554 5.7.1 <a@b.ru>: Relay access denied' },
    'waiting',
    '554 5.7.1',
  ],
  [{ code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535, response: '535 5.7.8 bad' }, 'waiting', '535 5.7.8'],
  [{ code: 'ETIMEDOUT', command: 'CONN' }, 'waiting', 'ETIMEDOUT'],
  [new Error('a@b.ru'), 'waiting', 'failed'],
])('the answer %j means %s and is kept as %s', (error, state, answer) => {
  expect(outcomeOfError(error)).toEqual({ state, answer });
});
