/**
 * One mail about one ИОМ, in Russian, as text and as HTML. Of people it holds the teacher's family name and initials and
 * nothing else: no other name, no telephone, nothing that somebody wrote.
 */
import type { NoticeKind } from '../../domain/notices.ts';
import { dutyLetters } from './duty-letters.ts';
import { html, htmlText } from './html.ts';
import type { Html } from './html.ts';
import type { Letter, Subject } from './letter.ts';
import { roleTitle } from './letter.ts';
import { newsLetters } from './news-letters.ts';

export type ComposedMail = { subject: string; text: string; html: string };

const letters: Record<NoticeKind, (subject: Subject) => Letter> = { ...dutyLetters, ...newsLetters };

/** `link` is the address of the route's page; there, behind the sign-in, stands everything a mail leaves out. */
export function composeMail({ link, ...subject }: Subject & { link: string }): ComposedMail {
  const letter = letters[subject.notice.kind](subject);
  const as = `Вы получили это письмо как ${roleTitle(subject, subject.notice.role)}.`;
  const foot = [as, 'Письмо отправлено автоматически. Отвечать на него не нужно: ответы никто не читает.'];
  return { subject: letter.subject, text: asText(letter, link, foot), html: asHtml(letter, link, foot) };
}

function asText({ lead, rows, notes }: Letter, link: string, foot: string[]): string {
  const facts = rows.map(([label, value]) => `${label}: ${value}`).join('\n');
  const paragraphs = [lead, facts, ...notes, `Открыть маршрут: ${link}`, `-- \n${foot.join('\n')}`];
  return `${paragraphs.filter((each) => each !== '').join('\n\n')}\n`;
}

function asHtml({ subject, lead, rows, notes }: Letter, link: string, foot: string[]): string {
  const page = html`<!doctype html>
    <html lang="ru">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${subject}</title>
      </head>
      <body style="margin:0;padding:24px;background:#ffffff;color:#0b0c0c;font:16px/1.5 Arial,sans-serif">
        <div style="max-width:640px">
          <p style="margin:0 0 16px;font-size:18px"><strong>${lead}</strong></p>
          <table cellspacing="0" cellpadding="0" style="margin:0 0 16px;font-size:16px">
            ${rows.map(asRow)}
          </table>
          ${notes.map((note) => html`<p style="margin:0 0 16px">${note}</p>`)} ${asButton(link)}
          <p style="margin:0;padding-top:12px;border-top:1px solid #b1b4b6;font-size:14px;color:#505a5f">
            ${foot.map((line) => html`${line}<br />`)}
          </p>
        </div>
      </body>
    </html> `;
  return htmlText(page);
}

function asRow([label, value]: Letter['rows'][number]): Html {
  return html`<tr>
    <th align="left" valign="top" style="padding:4px 16px 4px 0;font-weight:normal;color:#505a5f">${label}</th>
    <td valign="top" style="padding:4px 0">${value}</td>
  </tr>`;
}

function asButton(link: string): Html {
  const look =
    'display:inline-block;padding:10px 20px;background:#1d5fa8;color:#ffffff;text-decoration:none;border-radius:4px';
  return html`<p style="margin:24px 0 8px"><a href="${link}" style="${look}">Открыть маршрут</a></p>
    <p style="margin:0 0 24px;font-size:14px;color:#505a5f">
      Если кнопка не работает: <a href="${link}" style="color:#1d5fa8">${link}</a>
    </p>`;
}
