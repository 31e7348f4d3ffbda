/** The outbox against a real database and a real mail server that is down, slow, refusing, or dies after it has stored. */
import type { Transporter } from 'nodemailer';
import { createDeliver } from '../../activities/deliver.ts';
import { createMailer } from '../../activities/mailer.ts';
import { queueMails, requeueRefused } from '../../activities/outbox.ts';
import type { Notice } from '../../domain/notices.ts';
import type { Delivery } from '../../domain/recorded.ts';
import { agreed, comment, drafted, opened, signed, teamed } from '../domain/bashkortostan-life.ts';
import type { Route } from '../domain/driver.ts';
import { openTestDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { addressOf, post, settlePeople } from '../support/mail-world.ts';
import { DifficultMailServer } from '../support/difficult-mail-server.ts';

let database: TestDatabase;
let sink: DifficultMailServer;
let mailer: Transporter;
let deliver: (iom: string) => Promise<Delivery>;
let count = 0;

beforeEach(async () => {
  database = await openTestDatabase();
  await settlePeople(database.prisma);
  sink = new DifficultMailServer();
  await sink.start();
  mailer = createMailer(sink.url);
  deliver = deliverThrough(mailer);
});
afterEach(async () => {
  mailer.close();
  await sink.stop();
  await database.close();
});

function deliverThrough(through: Transporter) {
  const addresses = { mailFrom: 'Маршрут <noreply@marshrut.example>', publicUrl: 'https://marshrut.example/' };
  return createDeliver({ prisma: database.prisma, mailer: through, clock: () => new Date(), ...addresses });
}
/** A route whose last entry alone is in the outbox. */
async function lastOf(route: Route): Promise<string> {
  const id = `BSH-2026-${String((count += 1)).padStart(6, '0')}`;
  await post(database.prisma, route, { id, from: route.iom.revision - 1 });
  return id;
}
async function states(iomId: string): Promise<Record<string, [state: string, answer: string | null]>> {
  const mails = await database.prisma.mail.findMany({ where: { iomId } });
  return Object.fromEntries(
    mails.map(({ kind, recipientId, state, lastAnswer }) => [`${kind} ${recipientId}`, [state, lastAnswer]]),
  );
}
async function freeClaims(): Promise<void> {
  await database.prisma.mail.updateMany({ where: { state: 'queued' }, data: { settledAt: null } });
}
const head = addressOf('p-schoolhead');
const teacher = addressOf('p-educator');

it('a mail arrives with its subject, both parts, one link, a stable Message-ID and what stops automatic answers', async () => {
  const iom = await lastOf(agreed());
  expect(await deliver(iom)).toEqual({ accepted: 2, refused: 0, dropped: 0 });
  const [mail] = sink.to(head);
  const { messageId } = await database.prisma.mail.findFirstOrThrow({
    where: { iomId: iom, recipientId: 'p-schoolhead' },
  });
  expect(mail!.subject).toBe(`Утвердите ИОМ ${iom} до 18.01.2027 (Петрова А. И.)`);
  expect(mail!.text).toContain('понедельник, 18 января 2027 г., 23:59 по времени региона (UTC+5)');
  expect(mail!.text).toContain(`https://marshrut.example/ioms/${iom}`);
  expect(mail!.html).toContain(`href="https://marshrut.example/ioms/${iom}"`);
  expect(mail!.messageId).toBe(`<${messageId}@marshrut.example>`);
  expect(mail!.headers.get('auto-submitted')).toBe('auto-generated');
  expect(mail!.headers.get('x-auto-response-suppress')).toBe('All');
  expect(mail!.headers.has('bcc')).toBe(false);
});

it('a duty and its reminder lie in one thread', async () => {
  const route = agreed();
  const iom = await lastOf(route);
  await deliver(iom);
  const { revision } = route.iom;
  await post(database.prisma, route.pass({ days: 4 }), { id: iom, from: revision });
  await deliver(iom);
  const [first, second] = sink.to(head);
  expect(second!.subject).toMatch(/^Напоминание: утвердите/);
  expect(second!.messageId).not.toBe(first!.messageId);
  expect([first!.inReplyTo, second!.inReplyTo]).toEqual(Array(2).fill(`<${iom}.approve@marshrut.example>`));
});

it('a name full of headers and tags adds no recipient, no header and no tag', async () => {
  const familyName = 'Петрова\r\nBcc: all@example.org\r\n\r\n<script>alert(1)</script>';
  await database.prisma.person.update({ where: { id: 'p-educator' }, data: { familyName } });
  await deliver(await lastOf(agreed()));
  const [mail] = sink.to(head);
  expect(sink.stored.map(({ to }) => to).toSorted()).toEqual([teacher, head].toSorted());
  expect(mail!.subject).toContain('(Петрова Bcc: all@example.org');
  expect(mail!.headers.has('bcc')).toBe(false);
  expect(String(mail!.html)).not.toContain('<script');
});

it('an address that is none is refused, and nobody else gets its mail', async () => {
  const email = 'head@people.example, all@example.org';
  await database.prisma.person.update({ where: { id: 'p-schoolhead' }, data: { email } });
  const iom = await lastOf(agreed());
  expect(await deliver(iom)).toEqual({ accepted: 1, refused: 1, dropped: 0 });
  expect((await states(iom))['dutyOpened p-schoolhead']).toEqual(['refused', 'addressInvalid']);
});

it('while the mail server is down everything waits, and once it is back each mail arrives once', async () => {
  const route = teamed();
  const iom = `BSH-2026-${String((count += 1)).padStart(6, '0')}`;
  const queued = await post(database.prisma, route, { id: iom });
  await sink.stop();
  await expect(deliver(iom)).rejects.toThrow(new RegExp(`^${iom}: \\d+ of ${queued} mails wait \\(ESOCKET × \\d+\\)$`));
  await expect(deliver(iom)).rejects.not.toThrow(/@|people\.example|127\.0\.0\.1/);
  await sink.start();
  const { accepted } = await deliver(iom);
  const dropped = await database.prisma.mail.count({ where: { iomId: iom, state: 'dropped' } });
  expect(accepted + dropped).toBe(queued);
  expect(await deliver(iom)).toEqual({ accepted: 0, refused: 0, dropped: 0 });
  expect(new Set(sink.stored.map(({ mail }) => mail.messageId)).size).toBe(sink.stored.length);
  expect(sink.stored).toHaveLength(accepted);
});

it('550 is refused for good and told once; 421 and 451 wait; the others go on', async () => {
  const iom = await lastOf(teamed());
  sink.misbehaving.set(addressOf('p-tutor'), 550);
  sink.misbehaving.set(addressOf('p-deputy'), 421);
  sink.misbehaving.set(addressOf('p-methodologist'), 451);
  const failure = await deliver(iom).then(String, String);
  expect(failure).toMatch(/: 2 of 6 mails wait/);
  expect(failure).toMatch(/451 × 1/);
  expect(failure).not.toContain('people.example');
  expect(sink.to(teacher).length).toBeGreaterThan(0);
  sink.misbehaving.delete(addressOf('p-deputy'));
  sink.misbehaving.delete(addressOf('p-methodologist'));
  const delivery = await deliver(iom);
  expect(delivery.refused).toBe(1);
  expect((await states(iom))['assigned p-tutor']).toEqual(['refused', '550']);
  expect(sink.to(addressOf('p-deputy')).map(({ subject }) => subject)).toHaveLength(1);
});

it('refused mails go again when somebody has put the address right', async () => {
  const iom = await lastOf(agreed());
  sink.misbehaving.set(head, 550);
  await deliver(iom);
  sink.misbehaving.clear();
  expect(await database.prisma.$transaction((tx) => requeueRefused(tx, iom))).toBe(1);
  expect(await deliver(iom)).toEqual({ accepted: 1, refused: 0, dropped: 0 });
  expect(sink.to(head)).toHaveLength(1);
});

it('a server that stores, closes and says nothing gets the same Message-ID again, and one mail is left in hand by nobody', async () => {
  const iom = await lastOf(agreed());
  sink.misbehaving.set(head, 'closesAfterStoring');
  await expect(deliver(iom)).rejects.toThrow(/1 of 2 mails wait/);
  sink.misbehaving.clear();
  expect(await deliver(iom)).toEqual({ accepted: 1, refused: 0, dropped: 0 });
  const ids = sink.to(head).map(({ messageId }) => messageId);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
  expect(sink.to(teacher)).toHaveLength(1);
});

it('a server that never answers is given up after its time, and the others go on', async () => {
  const hasty = createMailer(`${sink.url}?socketTimeout=300`);
  const iom = await lastOf(agreed());
  sink.misbehaving.set(teacher, 'silent');
  await expect(deliverThrough(hasty)(iom)).rejects.toThrow(/1 of 2 mails wait/);
  expect(sink.to(head)).toHaveLength(1);
  hasty.close();
});

it('two deliveries of one route at once send each mail once', async () => {
  const iom = await lastOf(teamed());
  const other = createMailer(sink.url);
  await Promise.allSettled([deliver(iom), deliverThrough(other)(iom), deliver(iom)]);
  await deliver(iom);
  const ids = sink.stored.map(({ mail }) => mail.messageId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toHaveLength(await database.prisma.mail.count({ where: { iomId: iom, state: 'accepted' } }));
  other.close();
});

it('a mail in the hands of a worker that died waits for its claim to end', async () => {
  const iom = await lastOf(agreed());
  await database.prisma.mail.updateMany({ where: { iomId: iom }, data: { settledAt: new Date(Date.now() + 60_000) } });
  await expect(deliver(iom)).rejects.toThrow(/in other hands × 2/);
  await freeClaims();
  expect(await deliver(iom)).toMatchObject({ accepted: 2 });
});

describe('a mail that has waited', () => {
  it('is dropped when the duty was done in the meantime', async () => {
    const route = agreed().pass({ days: 4 });
    const iom = await lastOf(route);
    await post(database.prisma, route.do('schoolHead', 'decide', { duty: 'approve' }), {
      id: iom,
      from: route.iom.revision,
    });
    expect(await deliver(iom)).toEqual({ accepted: 0, refused: 0, dropped: 1 });
    expect((await states(iom))['reminded p-schoolhead']).toEqual(['dropped', 'dutyNotOpen']);
  });

  it('is dropped for the one who has signed, and sent to the one who has not', async () => {
    const route = drafted();
    const iom = await lastOf(route);
    const { revision } = route.iom;
    await post(database.prisma, route.do('educator', 'decide', { duty: 'signCard' }), { id: iom, from: revision });
    await deliver(iom);
    const now = await states(iom);
    expect(now['dutyOpened p-educator']![0]).toBe('dropped');
    expect(now['dutyOpened p-methodologist']![0]).toBe('accepted');
  });

  it('is dropped when a later rung waits behind it: no burst of stale reminders', async () => {
    const route = agreed();
    const iom = await lastOf(route);
    await post(database.prisma, route.pass({ days: 8 }), { id: iom, from: route.iom.revision - 2 });
    await deliver(iom);
    expect((await states(iom))['reminded p-schoolhead']).toEqual(['dropped', 'superseded']);
    expect(sink.to(head).map(({ subject }) => subject!.slice(0, 11))).toEqual(['Утвердите И', 'Срок истёк ']);
  });

  it('is dropped for whoever was dismissed or no longer holds the role', async () => {
    const iom = await lastOf(teamed());
    await database.prisma.person.update({ where: { id: 'p-tutor' }, data: { dismissedAt: new Date() } });
    await database.prisma.roleAssignment.update({
      where: { id: 'r-deputyHead' },
      data: { until: new Date('2021-01-01') },
    });
    await deliver(iom);
    const now = await states(iom);
    expect(now['assigned p-tutor']).toEqual(['dropped', 'recipientDismissed']);
    expect(now['assigned p-deputy']).toEqual(['dropped', 'roleEnded']);
    expect(sink.to(addressOf('p-tutor'))).toEqual([]);
  });
});

function queue(route: Route, notices: Notice[]): Promise<number> {
  const iom = { ...route.iom, id: 'BSH-2026-000001' };
  const entry = { revision: 99, at: route.now, act: 'timePasses' as const, by: null, events: [] };
  return database.prisma.$transaction((tx) => queueMails(tx, { iom, entry, notices, now: new Date() }));
}

describe('who gets a mail', () => {
  const about = {};

  it('one person in two roles gets one mail about one thing', async () => {
    await post(database.prisma, opened(), { id: 'BSH-2026-000001', from: 99 });
    await database.prisma.roleAssignment.update({ where: { id: 'r-schoolHead' }, data: { personId: 'p-cnppmhead' } });
    const notices: Notice[] = ['schoolHead', 'cnppmHead'].map((role) => ({
      kind: 'dutyOpened',
      role,
      duty: 'approve',
      round: 1,
      about,
    }));
    expect(await queue(agreed(), notices)).toBe(1);
  });

  it('the same entry queued twice leaves each mail once', async () => {
    const route = agreed();
    const iom = await lastOf(route);
    expect(await post(database.prisma, route, { id: iom, from: route.iom.revision - 1 })).toBe(0);
  });

  it('nobody holds the office: those who repair are told at once, not when the term is over', async () => {
    await database.prisma.roleAssignment.delete({ where: { id: 'r-schoolHead' } });
    const iom = await lastOf(agreed());
    await deliver(iom);
    const [mail] = sink.to(addressOf('p-regionaladministrator'));
    expect(mail!.subject).toMatch(/^Некому исполнить 18\.01\.2027: «Утверждение/);
    expect(mail!.text).toContain('руководитель образовательной организации');
  });

  it('who gave a verdict is not told of it, and who must act again gets one mail, not two', async () => {
    const iom = await lastOf(signed().do('cnppmHead', 'decide', { duty: 'agree', outcome: 'refused', comment }));
    const now = Object.keys(await states(iom));
    expect(now).toContain('verdictRefused p-educator');
    expect(now).toContain('returned p-tutor');
    expect(now).not.toContain('verdictRefused p-tutor');
  });
});
