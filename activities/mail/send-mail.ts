/** Hands one mail to the mail server: envelope, headers, thread. */
import type { Transporter } from 'nodemailer';
import { composeMail } from './compose-mail.ts';
import type { MailAtHand } from './read-mail.ts';
import { answerCode, outcomeOfError } from './smtp-outcome.ts';
import type { SmtpOutcome } from './smtp-outcome.ts';

export type SendParts = { mailer: Transporter; mailFrom: string; publicUrl: string };
export type Sent = { state: 'accepted'; answer: string } | SmtpOutcome;

/** The longest a try may last; the claim lasts longer. */
const patience = 60_000;

export async function sendMail({ mailer, mailFrom, publicUrl }: SendParts, mail: MailAtHand): Promise<Sent> {
  if (!isAddress(mail.address)) return { state: 'refused', answer: 'addressInvalid' };
  const { subject, text, html } = composeMail({ ...mail, link: linkTo(publicUrl, mail.iom.id) });
  const domain = domainOf(mailFrom);
  const thread = `<${[mail.iom.id, mail.notice.duty].filter(Boolean).join('.')}@${domain}>`;
  const signal = AbortSignal.timeout(patience);
  try {
    const { response } = await mailer.sendMail({
      from: mailFrom,
      to: { name: '', address: mail.address },
      subject,
      text,
      html,
      messageId: `<${mail.messageId}@${domain}>`,
      inReplyTo: thread,
      references: thread,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      signal,
    });
    return { state: 'accepted', answer: answerCode(response) };
  } catch (error) {
    return outcomeOfError(error);
  }
}

function linkTo(publicUrl: string, iom: string): string {
  return `${publicUrl.replace(/\/+$/, '')}/ioms/${encodeURIComponent(iom)}`;
}

function domainOf(mailFrom: string): string {
  const domain = /@([^\s<>@]+)>?\s*$/.exec(mailFrom)?.[1];
  if (!domain) throw new Error('MAIL_FROM is not an address');
  return domain;
}

/** One plain address and nothing a header or an envelope could be led astray by. */
function isAddress(text: string): boolean {
  return (
    text.length <= 254 &&
    /^[^\s@<>()[\]\\,;:"\p{Cc}\p{Cf}]+@[^\s@<>()[\]\\,;:"\p{Cc}\p{Cf}]+\.[^\s@<>()[\]\\,;:"\p{Cc}\p{Cf}]+$/u.test(text)
  );
}
