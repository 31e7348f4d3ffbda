/**
 * The whole service for one test file: the API listening on a port of its own, a database, a namespace, a mail server and
 * a worker that runs in this process, as a process that can be killed, or not at all. People are the demonstration's.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import type { Client } from '@temporalio/client';
import { Connection } from '@temporalio/client';
import type { Worker } from '@temporalio/worker';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import { createActivities } from '../../activities/activities.ts';
import { createMailer } from '../../activities/mailer.ts';
import { createApp } from '../../api/app.ts';
import { storeEditions } from '../../api/editions.ts';
import type { ApiParts } from '../../api/parts.ts';
import { createTemporal } from '../../api/temporal.ts';
import { issueToken } from '../../api/tokens.ts';
import { demonstrationKeys, demonstrationRegions, personId, seedDemonstration } from '../../prisma/demonstration.ts';
import { openDatabase } from '../../prisma/open-database.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { loadAll } from '../../regulations/load.ts';
import type { Caller } from '../../scripts/api-client.ts';
import { setUpNamespaces } from '../../scripts/temporal-namespaces.ts';
import { createWorker } from '../../worker/create-worker.ts';
import { workflowIdOf } from '../../domain/workflow-id.ts';
import { taskQueue } from '../../workflows/messages.ts';
import type { WorkerSettings } from '../crash/crash-point.ts';
import type { Exchange } from './client-log.ts';
import { PatientCaller, RecordingCaller } from './client-log.ts';
import { openTestDatabase } from './database.ts';
import { KillableWorker } from './killable-worker.ts';
import type { SmtpSink } from './smtp-sink.ts';
import { startSmtpSink } from './smtp-sink.ts';
import { fastForward } from './temporal.ts';
import { until } from './until.ts';

const proofKey = 'k'.repeat(32);
const mailFrom = 'noreply@marshrut.example';
export const bashkiria = demonstrationRegions.find(({ prefix }) => prefix === 'BSH')!;

export type ServiceOptions = {
  /** Of a server of one's own; the run's when absent. */
  temporal?: string;
  /** A migrated database of one's own; a new one of the run's server when absent. */
  database?: string;
  worker?: 'here' | 'killable' | 'none';
};

type Parts = {
  database: { url: string; close: () => Promise<void> };
  prisma: PrismaClient;
  sink: SmtpSink;
  namespace: string;
};

export class Service {
  readonly prisma: PrismaClient;
  readonly sink: SmtpSink;
  readonly namespace: string;
  readonly settings: WorkerSettings;
  /** Every request anybody made, with its answer. */
  readonly log: Exchange[] = [];
  readonly parts: ApiParts;
  readonly #database: Parts['database'];
  readonly #connection: Connection;
  readonly #server: Server;
  readonly #tokens = new Map<string, string>();
  #killable: KillableWorker | undefined;
  #here: { worker: Worker; ended: Promise<void>; close: () => Promise<void> } | undefined;

  private constructor({ database, prisma, sink, namespace }: Parts, temporal: string) {
    this.#database = database;
    this.prisma = prisma;
    this.sink = sink;
    this.namespace = namespace;
    const bundle = process.env['TEST_WORKFLOW_BUNDLE'] ?? '';
    this.settings = { database: database.url, temporal, namespace, bundle, smtp: sink.url, proofKey };
    this.#connection = Connection.lazy({ address: temporal });
    this.parts = {
      prisma,
      temporal: createTemporal(this.#connection),
      taskQueue,
      clock: () => new Date(),
      proofKey,
      publicUrl: 'http://marshrut.example',
      editions: loadAll(resolve('regulations')),
      sandbox: true,
      logger: pino({ level: 'silent' }),
    };
    this.#server = createApp(this.parts).listen(0, '127.0.0.1');
  }

  static async open({ temporal, database: url, worker = 'here' }: ServiceOptions = {}): Promise<Service> {
    const address = temporal ?? process.env['TEST_TEMPORAL_ADDRESS'] ?? '';
    const namespace = `iom-${randomUUID().slice(0, 8)}`;
    const [database, sink] = await Promise.all([
      url ? borrow(url) : openTestDatabase(),
      startSmtpSink(),
      setUp(address, namespace),
    ]);
    const { prisma } = database;
    await seedDemonstration(prisma, [bashkiria]);
    await prisma.region.update({ where: { code: bashkiria.code }, data: { namespace } });
    const service = new Service({ database, prisma, sink, namespace }, address);
    await storeEditions(prisma, [...service.parts.editions]);
    for (const key of demonstrationKeys) await service.admit(key);
    if (!service.#server.listening) await once(service.#server, 'listening');
    if (worker === 'here') await service.startWorkerHere();
    if (worker === 'killable') await service.startKillable();
    return service;
  }
  async close(): Promise<void> {
    await this.stopWorker();
    this.#server.closeAllConnections();
    this.#server.close();
    await this.#connection.close();
    await this.sink.stop();
    await this.#database.close();
  }

  /** Gives somebody a token; demonstration people have theirs. */
  async admit(key: string): Promise<void> {
    this.#tokens.set(key, await issueToken(this.prisma, this.idOf(key), 'test', 1));
  }
  get base(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }
  get client(): Client {
    return this.parts.temporal.clientOf(this.namespace);
  }
  idOf(key: string): string {
    return personId(bashkiria, key);
  }
  /** Somebody at the public API, by the key of the demonstration. */
  as(key: string): Caller {
    return new RecordingCaller(this.base, this.#tokenOf(key), { person: this.idOf(key), log: this.log });
  }
  /** The same, repeating with the same key for as long as the outcome is unknown. */
  patiently(key: string): Caller {
    return new PatientCaller(this.base, this.#tokenOf(key), { person: this.idOf(key), log: this.log });
  }
  /** The route's own clock, by the server's time skipping. */
  letPass(iom: string, by: Parameters<typeof fastForward>[2]): Promise<'reached' | 'ended'> {
    return fastForward(this.client, this.client.workflow.getHandle(workflowIdOf(iom)), by);
  }

  /** Every mail of every route was sent, refused or dropped, and no lane is still at it. */
  async allMailSettled(): Promise<void> {
    await until(async () => (await this.prisma.mail.count({ where: { state: 'queued' } })) === 0);
  }

  async startWorkerHere(): Promise<void> {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    const { database, temporal, namespace, bundle, smtp } = this.settings;
    const connection = await NativeConnection.connect({ address: temporal });
    const [prisma, mailer] = [
      openDatabase({ url: database, connections: 5, report: () => undefined }),
      createMailer(smtp),
    ];
    const { clock, publicUrl } = this.parts;
    const activities = createActivities({ prisma, mailer, clock, proofKeys: [proofKey], publicUrl, mailFrom });
    const worker = await createWorker({ connection, namespace, workflowBundle: { codePath: bundle }, activities });
    const close = async (): Promise<void> => {
      await connection.close();
      mailer.close();
      await prisma.$disconnect();
    };
    this.#here = { worker, ended: worker.run(), close };
  }
  async startKillable(): Promise<KillableWorker> {
    this.#killable = await KillableWorker.start(this.settings);
    return this.#killable;
  }
  /** In order; nothing is left under way. */
  async stopWorker(): Promise<void> {
    await this.#killable?.stop();
    this.#killable = undefined;
    if (!this.#here) return;
    const { worker, ended, close } = this.#here;
    this.#here = undefined;
    worker.shutdown();
    await ended;
    await close();
  }

  #tokenOf(key: string): string {
    const token = this.#tokens.get(key);
    if (!token) throw new Error(`${key} has no token: admit them first`);
    return token;
  }
}

async function setUp(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address });
  await setUpNamespaces(connection, [namespace]);
  await connection.close();
}

async function borrow(url: string) {
  const prisma = openDatabase({ url, connections: 5, report: () => undefined });
  return { url, prisma, close: async () => prisma.$disconnect() };
}
