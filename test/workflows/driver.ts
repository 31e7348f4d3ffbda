/**
 * One route on a real server and a real database, without the API in between: people act, time goes by.
 * The driver does what the API would (keeps words, signs acts), so that a test can also come without a proof.
 */
import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { ServiceError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Transporter } from 'nodemailer';
import type { Duration } from '@temporalio/common';
import { createActivities } from '../../activities/activities.ts';
import { createMailer } from '../../activities/mailer.ts';
import { meaningOf } from '../../api/temporal-errors.ts';
import type { Act, ActName, WordsRef } from '../../domain/acts.ts';
import type { Iom } from '../../domain/iom.ts';
import { newIom } from '../../domain/new-iom.ts';
import type { Accepted } from '../../domain/recorded.ts';
import { toSnapshot } from '../../activities/row.ts';
import type { Entry as EntryRow, Prisma } from '../../prisma/generated/client.ts';
import { demonstrationRegions, personId, seedDemonstration } from '../../prisma/demonstration.ts';
import { signAct } from '../../proof/act-proof.ts';
import type { Edition } from '../../regulations/load.ts';
import { titlesOf } from '../../domain/titles.ts';
import type { Opening } from '../../workflows/messages.ts';
import { workflowIdOf } from '../../domain/workflow-id.ts';
import { openTestDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { startSmtpSink } from '../support/smtp-sink.ts';
import { fastForward, openLab } from '../support/temporal.ts';
import type { Lab, LabOptions } from '../support/temporal.ts';

/** An act as a test writes it: without who and key, and with words in the place of references. */
export type Said = { act: ActName; [more: string]: unknown };

export const proofKey = 'k'.repeat(32);
export const bashkiria = demonstrationRegions.find(({ prefix }) => prefix === 'BSH')!;

/** Words stand for a reference until the driver has kept them. */
export class Words {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
export const words = (text = 'слова'): Words => new Words(text);

type ConductorParts = Pick<Conductor, 'lab' | 'database' | 'sink' | 'mailer' | 'edition'>;

export class Conductor {
  readonly lab: Lab;
  readonly database: TestDatabase;
  readonly sink: Awaited<ReturnType<typeof startSmtpSink>>;
  readonly mailer: Transporter;
  readonly edition: Edition;
  /** Test files share one server, so each counts from somewhere else. */
  #count = randomInt(900_000);

  private constructor({ lab, database, sink, mailer, edition }: ConductorParts) {
    this.lab = lab;
    this.database = database;
    this.sink = sink;
    this.mailer = mailer;
    this.edition = edition;
  }

  static async begin(edition: Edition, where: Pick<LabOptions, 'address' | 'namespace'> = {}): Promise<Conductor> {
    const database = await openTestDatabase();
    const sink = await startSmtpSink();
    const mailer = createMailer(sink.url);
    await seedDemonstration(database.prisma, [bashkiria]);
    const activities = createActivities({
      prisma: database.prisma,
      mailer,
      clock: () => new Date(),
      proofKeys: [proofKey],
      publicUrl: 'http://localhost:3000',
      mailFrom: 'noreply@marshrut.example',
    });
    return new Conductor({ lab: await openLab({ activities, ...where }), database, sink, mailer, edition });
  }
  async end(): Promise<void> {
    await this.lab.close();
    this.mailer.close();
    await this.sink.stop();
    await this.database.close();
  }

  /** Reserves and opens a route for the teacher of that key. */
  async open({ educator = 'teacher1', ownerHolds = [] as string[] } = {}): Promise<Route> {
    const id = `BSH-2026-${String((this.#count += 1)).padStart(6, '0')}`;
    const iom = await this.reserve(id, educator, ownerHolds);
    const route = await this.start(iom);
    const fields = { questionsOrInterests: words('вопрос') };
    await route.do(educator, 'educator', { act: 'open', way: 'personalRequest', fields });
    return route;
  }

  /** As it was opened, or again from what its row holds. */
  async start(iom: Iom): Promise<Route> {
    const page = `http://localhost:3000/ioms/${iom.id}`;
    const opening: Opening = { iom, titles: titlesOf(this.edition.regulation), page };
    const handle = await this.lab.client.workflow.start('conductIom', {
      workflowId: workflowIdOf(iom.id),
      taskQueue: this.lab.taskQueue,
      args: [opening],
      staticSummary: iom.id,
      staticDetails: `[Открыть в сервисе](${page})`,
    });
    return new Route(this, handle, iom.id);
  }

  private async reserve(id: string, educator: string, ownerHolds: string[]): Promise<Iom> {
    const { prisma } = this.database;
    const { process, hash: edition, regulation } = this.edition;
    const educatorId = personId(bashkiria, educator);
    const { id: employmentId, organisation } = await prisma.employment.findFirstOrThrow({
      where: { personId: educatorId },
      include: { organisation: true },
    });
    const place = {
      organisation: organisation.id,
      organisationKind: organisation.kind,
      municipality: organisation.municipalityId,
      region: bashkiria.code,
    };
    const iom = newIom({
      id,
      educator: educatorId,
      staff: 'pedagogical',
      place,
      ownerHolds,
      facts: [],
      previous: null,
      atMost: null,
      edition,
      process,
    });
    await prisma.edition.createMany({
      data: [
        {
          hash: edition,
          regionCode: bashkiria.code,
          name: 'test',
          regulation: regulation as unknown as Prisma.InputJsonObject,
          process: process as unknown as Prisma.InputJsonObject,
        },
      ],
      skipDuplicates: true,
    });
    const state = toSnapshot(iom);
    await prisma.iom.create({
      data: {
        id,
        regionCode: bashkiria.code,
        municipalityId: place.municipality,
        organisationId: organisation.id,
        educatorId,
        employmentId,
        editionHash: edition,
        opening: {},
        openingKey: randomUUID(),
        beginning: state,
        snapshot: state,
        openFor: `${educatorId}/${employmentId}/${id}`,
      },
    });
    return iom;
  }
}

export type Written = EntryRow & { events: { event: string }[] };
export type Answered = { accepted: { revision: number } } | { refused: string; details: unknown };

export class Route {
  readonly conductor: Conductor;
  readonly handle: WorkflowHandle;
  readonly id: string;

  constructor(conductor: Conductor, handle: WorkflowHandle, id: string) {
    this.conductor = conductor;
    this.handle = conductor.lab.client.workflow.getHandle(handle.workflowId);
    this.id = id;
  }

  state(): Promise<Iom> {
    return this.handle.query('readIom');
  }
  letPass(by: Duration): Promise<'reached' | 'ended'> {
    return fastForward(this.conductor.lab.client, this.handle, by);
  }
  /** The act as the API would send it; `proven: false` leaves it as somebody would type it into Temporal. */
  async prepare(
    person: string,
    role: string,
    act: Said,
    { key = randomUUID() as string, proven = true } = {},
  ): Promise<Act> {
    const by = { person: personId(bashkiria, person), role };
    const kept = await this.keep({ ...act, by, ...(proven && { key }) }, by.person);
    return proven ? { ...kept, proof: signAct({ iom: this.id, act: kept, key: proofKey, at: Date.now() }) } : kept;
  }
  async try(person: string, role: string, act: Said, how = {}): Promise<Answered> {
    return this.send(await this.prepare(person, role, act, how));
  }
  async send(act: Act): Promise<Answered> {
    try {
      return { accepted: await this.update(act) };
    } catch (error) {
      if (!(error instanceof WorkflowUpdateFailedError) || !(error.cause instanceof ApplicationFailure)) throw error;
      return {
        refused:
          error.cause.type === 'TypeError' ? String(error.cause.stack) : (error.cause.type ?? error.cause.message),
        details: error.cause.details?.[0],
      };
    }
  }
  /** As clients are told to: what was dropped with a task that failed is sent again, unless the record holds it. */
  async update(act: Act, updateId: string = act.key ?? randomUUID()): Promise<Accepted> {
    try {
      return await this.handle.executeUpdate<Accepted, [Act]>(act.act, { args: [act], updateId });
    } catch (error) {
      if (!(error instanceof ServiceError) || meaningOf(error).is !== 'gone') throw error;
      const where = { iomId_key: { iomId: this.id, key: updateId } };
      const entry = await this.conductor.database.prisma.entry.findUnique({ where });
      return entry ? { revision: entry.revision, actRevision: entry.actRevision } : this.update(act, updateId);
    }
  }
  async do(person: string, role: string, act: Said): Promise<this> {
    const answer = await this.try(person, role, act);
    if ('refused' in answer) throw new Error(`${person} as ${role}, ${act.act}: ${JSON.stringify(answer)}`);
    return this;
  }
  async signal(act: Act): Promise<void> {
    await this.handle.signal(act.act, act);
  }
  async entries(): Promise<Written[]> {
    const rows = await this.conductor.database.prisma.entry.findMany({
      where: { iomId: this.id },
      orderBy: { revision: 'asc' },
    });
    return rows as unknown as Written[];
  }

  private async keep(value: unknown, author: string): Promise<Act> {
    const rows: Prisma.WordsCreateManyInput[] = [];
    const iomId = this.id;
    const kept = refer(value);
    await this.conductor.database.prisma.words.createMany({ data: rows });
    return kept as Act;

    function refer(each: unknown): unknown {
      if (each instanceof Words) return reference(each.text);
      if (Array.isArray(each)) return each.map(refer);
      if (each === null || typeof each !== 'object') return each;
      return Object.fromEntries(Object.entries(each).map(([name, inner]) => [name, refer(inner)]));
    }
    function reference(text: string): WordsRef {
      const [id, salt] = [`w-${randomBytes(8).toString('hex')}`, randomBytes(8).toString('hex')];
      const hash = createHash('sha256')
        .update(salt + text)
        .digest('hex');
      rows.push({ id, iomId, authorId: author, salt, hash, text });
      return { words: id, hash };
    }
  }
}
