/** The way to the mail server: pooled connections, times that end, TLS as the address says (smtps://, or STARTTLS when offered). */
import { createTransport } from 'nodemailer';
import type { Transporter } from 'nodemailer';

/** `smtp://user:password@host:587`; `smtps://` is TLS from the first byte, `?requireTLS=true` refuses to go on without. */
export function createMailer(smtpUrl: string): Transporter {
  return createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 5,
    // the outbox repeats what failed; the pool must not, it would send without anybody's knowledge
    maxRequeues: 0,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}
