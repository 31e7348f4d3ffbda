/** A real mail server that keeps what it is given, parsed whole, and misbehaves towards the addresses it is told to. */
import type { AddressInfo, Socket } from 'node:net';
import { simpleParser } from 'mailparser';
import type { ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';

/** A reply code to RCPT, no reply at all, or the message kept and the connection closed without a word. */
export type Misbehaviour = number | 'silent' | 'closesAfterStoring';
export type Stored = { to: string; mail: ParsedMail };

type Done = (error?: Error | null) => void;

export class DifficultMailServer {
  readonly stored: Stored[] = [];
  readonly misbehaving = new Map<string, Misbehaviour>();
  #server: SMTPServer | null = null;
  #port = 0;

  get url(): string {
    return `smtp://127.0.0.1:${this.#port}`;
  }
  /** The stored mails to one address, oldest first. */
  to(address: string): ParsedMail[] {
    return this.stored.filter((each) => each.to === address).map(({ mail }) => mail);
  }

  /** On the port it had before, if it had one. */
  async start(): Promise<void> {
    const server = this.#make();
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, '127.0.0.1', () => resolve());
    });
    server.on('error', () => undefined);
    this.#port = (server.server.address() as AddressInfo).port;
  }
  async stop(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = null;
    await stopServing(server);
  }

  #make(): SMTPServer {
    return new SMTPServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      closeTimeout: 0,
      onRcptTo: ({ address }, _session, done) => this.#greet(address, done),
      onData: (stream, session, done) => void this.#keep(stream, session, done),
    });
  }
  #greet(address: string, done: Done): void {
    const how = this.misbehaving.get(address);
    if (how === 'silent') return;
    done(
      typeof how === 'number' ? Object.assign(new Error(`<${address}> is not served`), { responseCode: how }) : null,
    );
  }
  async #keep(stream: SMTPServerDataStream, session: SMTPServerSession, done: Done): Promise<void> {
    const to = session.envelope.rcptTo.map(({ address }) => address).join(' ');
    this.stored.push({ to, mail: await simpleParser(stream) });
    if (this.misbehaving.get(to) !== 'closesAfterStoring') return done();
    const mine = this.#server && connectionsOf(this.#server).find(({ id }) => id === session.id);
    mine?._socket?.destroy();
  }
}

/** Open connections are cut: a client's pool would keep them for as long as it likes. */
export async function stopServing(server: SMTPServer): Promise<void> {
  for (const { _socket: socket } of connectionsOf(server)) socket?.destroy();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
}

type Connection = { id: string; _socket?: Socket };
function connectionsOf(server: SMTPServer): Connection[] {
  return [...(server as unknown as { connections: Set<Connection> }).connections];
}
