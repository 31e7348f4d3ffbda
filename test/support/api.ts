/** The real API on a real database, a real server and a real worker; people are those of prisma/demonstration.ts. */
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import type { Connection } from '@temporalio/client';
import type { Express } from 'express';
import type { Transporter } from 'nodemailer';
import { pino } from 'pino';
import type { Logger } from 'pino';
import request from 'supertest';
import type { Response } from 'supertest';
import { createActivities } from '../../activities/activities.ts';
import { createMailer } from '../../activities/mailer.ts';
import { createApp } from '../../api/app.ts';
import { storeEditions } from '../../api/editions.ts';
import { operationIds, operationOf } from '../../api/operations/operations.ts';
import type { ApiParts } from '../../api/parts.ts';
import type { ProblemCode } from '../../api/problem-codes.ts';
import { ProblemDocument } from '../../api/problems.ts';
import { createTemporal } from '../../api/temporal.ts';
import { issueToken } from '../../api/tokens.ts';
import { demonstrationRegions, personId, seedDemonstration } from '../../prisma/demonstration.ts';
import { loadAll } from '../../regulations/load.ts';
import type { TestDatabase } from './database.ts';
import { openTestDatabase } from './database.ts';
import { startSmtpSink } from './smtp-sink.ts';
import type { Lab } from './temporal.ts';
import { openLab } from './temporal.ts';

type Headers = Record<string, string>;

const proofKey = 'k'.repeat(32);
const publicUrl = 'http://marshrut.example';
const namespace = 'iom-ru-tst';
export const bashkiria = demonstrationRegions.find(({ prefix }) => prefix === 'BSH')!;
export const saratov = demonstrationRegions.find(({ prefix }) => prefix === 'SAR')!;

type Rest = { lab: Lab; database: TestDatabase; sink: Awaited<ReturnType<typeof startSmtpSink>>; mailer: Transporter };

export class TestApi {
  readonly app: Express;
  readonly parts: ApiParts;
  readonly lab: Lab;
  readonly database: TestDatabase;
  readonly sink: Rest['sink'];
  readonly mailer: Transporter;
  private readonly tokens: Map<string, string>;

  private constructor(
    parts: ApiParts,
    { lab, database, sink, mailer }: Rest,
    app = createApp(parts),
    tokens = new Map<string, string>(),
  ) {
    this.parts = parts;
    this.app = app;
    this.lab = lab;
    this.database = database;
    this.sink = sink;
    this.mailer = mailer;
    this.tokens = tokens;
  }

  /** The same world, asked through another app. */
  with(app: Express): TestApi {
    return new TestApi(this.parts, this, app, this.tokens);
  }

  static async open({ logger = pino({ level: 'silent' }) }: { logger?: Logger } = {}): Promise<TestApi> {
    const [database, sink] = await Promise.all([openTestDatabase(), startSmtpSink()]);
    const { prisma } = database;
    await seedDemonstration(prisma, [bashkiria, saratov]);
    await prisma.region.update({ where: { code: bashkiria.code }, data: { namespace } });
    // a server serves many tests at once: numbers, and with them the ids of runs, must not meet
    const last = 100_000 + Math.floor(Math.random() * 890) * 1_000;
    await prisma.numberSeries.create({ data: { series: `BSH-${new Date().getUTCFullYear()}`, last } });
    const clock = () => new Date();
    const mailer = createMailer(sink.url);
    const activities = createActivities({
      prisma,
      mailer,
      clock,
      proofKeys: [proofKey],
      publicUrl,
      mailFrom: 'noreply@marshrut.example',
    });
    const lab = await openLab({ activities, namespace });
    const editions = loadAll(resolve('regulations'));
    await storeEditions(prisma, editions);
    const temporal = createTemporal(lab.client.connection as Connection);
    const parts = {
      prisma,
      temporal,
      taskQueue: lab.taskQueue,
      clock,
      proofKey,
      publicUrl,
      editions,
      sandbox: true,
      logger,
    };
    return new TestApi(parts, { lab, database, sink, mailer });
  }
  async close(): Promise<void> {
    await this.lab.close();
    this.mailer.close();
    await this.sink.stop();
    await this.database.close();
  }

  /** A token of a person of Bashkortostan by key ("tutor1"), or of anybody by id ("p-sartutor1"). */
  async tokenOf(person: string): Promise<string> {
    const id = person.startsWith('p-') ? person : personId(bashkiria, person);
    const token = this.tokens.get(id) ?? (await issueToken(this.database.prisma, id, 'test', 1));
    this.tokens.set(id, token);
    return token;
  }
  async get(person: string | null, path: string, headers: Headers = {}): Promise<Response> {
    const given = { ...(await this.signIn(person)), ...headers };
    return asDocumented('get', path, await request(this.app).get(path).set(given));
  }
  /** Headers win over what is set here; a body may be a text, sent as it is. */
  async post(person: string | null, path: string, body: object | string, headers: Headers = {}): Promise<Response> {
    const given = {
      'Content-Type': 'application/json',
      'Idempotency-Key': randomUUID(),
      ...(await this.signIn(person)),
      ...headers,
    };
    return asDocumented('post', path, await request(this.app).post(path).set(given).send(body));
  }
  private async signIn(person: string | null): Promise<Headers> {
    return person === null ? {} : { Authorization: `Bearer ${await this.tokenOf(person)}` };
  }
}

/** Every answer a test sees has the shape and the problem code that the document promises. */
function asDocumented(method: 'get' | 'post', path: string, response: Response): Response {
  const pathname = path.split('?')[0] ?? '';
  const operation = operationIds
    .map(operationOf)
    .find((each) => each.method === method && matches(each.path, pathname));
  const { status } = response;
  const body = response.body as { code?: ProblemCode };
  if (response.type === 'application/problem+json') {
    expect(ProblemDocument.parse(body)).toEqual(body);
    expect(body).toMatchObject({ status, instance: pathname });
    if (operation && body.code) expect(operation.problems).toContain(body.code);
  } else if (operation?.answer.status === status && response.type === 'application/json') {
    expect(operation.answer.schema.parse(body)).toEqual(body);
  }
  return response;
}
function matches(pattern: string, path: string): boolean {
  return new RegExp(`^${pattern.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path);
}
