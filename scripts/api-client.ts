/** A person at the public API: what the demonstration, the tour and the end-to-end tests speak through. */
import { randomUUID } from 'node:crypto';

export type Answer = { status: number; headers: Headers; body: Record<string, unknown> };
export type Asked = { key?: string; headers?: Record<string, string> };

/** Thrown by the verbs that must succeed: what was asked, and the problem that came back. */
export class Refused extends Error {
  readonly answer: Answer;
  constructor(asked: string, answer: Answer) {
    super(`${asked}: ${answer.status} ${JSON.stringify(answer.body)}`);
    this.answer = answer;
  }
}

export class Caller {
  readonly base: string;
  readonly token: string;

  constructor(base: string, token: string) {
    this.base = base;
    this.token = token;
  }

  async ask(method: string, path: string, body?: unknown, { key, headers }: Asked = {}): Promise<Answer> {
    const response = await fetch(`${this.base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(method === 'POST' && { 'idempotency-key': key ?? randomUUID() }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : { text } };
  }

  get(path: string): Promise<Answer> {
    return this.ask('GET', path);
  }

  /** Does an act on a route; gives the answer whatever it is. */
  attempt(iom: string, act: object, asked: Asked = {}): Promise<Answer> {
    return this.ask('POST', `/api/v1/ioms/${iom}/acts`, act, asked);
  }

  /** Does an act that must be accepted. */
  async act(iom: string, act: object, asked: Asked = {}): Promise<Answer> {
    return succeeded(`${JSON.stringify(act).slice(0, 160)} on ${iom}`, await this.attempt(iom, act, asked));
  }

  /** Opens a route and gives its number. */
  async open(opening: object, asked: Asked = {}): Promise<string> {
    const answer = succeeded(JSON.stringify(opening), await this.ask('POST', '/api/v1/ioms', opening, asked));
    return String(answer.body['iom']);
  }

  async read(iom: string): Promise<Record<string, unknown>> {
    return succeeded(`reading ${iom}`, await this.get(`/api/v1/ioms/${iom}`)).body;
  }

  /** Moves one route's own clock ahead, in the sandbox. */
  async fastForward(iom: string, by: string): Promise<Answer> {
    return succeeded(`${iom} + ${by}`, await this.ask('POST', '/api/v1/sandbox/fast-forward', { iom, by }));
  }
}

function succeeded(asked: string, answer: Answer): Answer {
  if (answer.status >= 300) throw new Refused(asked, answer);
  return answer;
}
