/** A mail server that keeps what it gets, and can be away: for as long as it is, connections are refused. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import { stopServing } from './difficult-mail-server.ts';

export type ReceivedMail = { messageId: string; to: string; subject: string; text: string };

export interface SmtpSink {
  readonly url: string;
  /** In the order in which they were accepted; a repeated one stands twice. */
  readonly mails: readonly ReceivedMail[];
  /** Goes away: open connections are cut. */
  readonly stop: () => Promise<void>;
  /** Comes back on the same port. */
  readonly start: () => Promise<void>;
}

export async function startSmtpSink(): Promise<SmtpSink> {
  const mails: ReceivedMail[] = [];
  const port = await freePort();
  let server: SMTPServer | undefined;
  const sink = { url: `smtp://127.0.0.1:${port}`, mails, stop, start };
  await start();
  return sink;

  async function start(): Promise<void> {
    if (server) return;
    server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      onData: (stream, session, done) => void keep(stream, session, done),
      closeTimeout: 0,
    });
    // a client that is killed in the middle is not the server's trouble
    server.on('error', () => undefined);
    const listening = server.listen(port, '127.0.0.1');
    await once(listening, 'listening');
  }
  async function stop(): Promise<void> {
    const stopping = server;
    server = undefined;
    if (stopping) await stopServing(stopping);
  }
  async function keep(stream: SMTPServerDataStream, session: SMTPServerSession, done: () => void): Promise<void> {
    const { messageId = '', subject = '', text = '' } = await simpleParser(stream);
    const to = session.envelope.rcptTo.map(({ address }) => address).join(' ');
    mails.push({ messageId, to, subject, text });
    done();
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
