/**
 * Does everything that was said to people stand where it must? One look at the client's log, the rows, the routes and
 * the mail that was received, for every test that breaks something. Each violation is a sentence.
 */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { carryOut } from '../../domain/carry-out.ts';
import type { Iom } from '../../domain/iom.ts';
import { entriesAfter, fromSnapshot, processOfEdition, toSnapshot } from '../../activities/row.ts';
import type { Iom as IomRow } from '../../prisma/generated/client.ts';
import { workflowIdOf } from '../../domain/workflow-id.ts';
import { readIom } from '../../workflows/messages.ts';
import type { Exchange } from './client-log.ts';
import type { Service } from './service.ts';

export async function violations(service: Service): Promise<string[]> {
  const rows = await service.prisma.iom.findMany({ orderBy: { id: 'asc' } });
  const ofRows = await Promise.all(rows.map((row) => ofOneRow(service, row)));
  return [...(await ofTheLog(service)), ...ofRows.flat(), ...(await ofTheMail(service))];
}

/** What was accepted is written down once, as said and by whom; what was refused is not. */
async function ofTheLog({ prisma, log }: Service): Promise<string[]> {
  const entries = await prisma.entry.findMany();
  const asked = log.filter(({ method, path }) => method === 'POST' && /\/ioms(\/[^/]+\/acts)?$/.test(path));
  return asked.flatMap((exchange) => {
    const mine = entries.filter(({ key }) => key === exchange.key);
    const status = exchange.answer?.status ?? 0;
    const isUnknown = status === 0 || status >= 500;
    if (isUnknown) return mine.length > 1 ? [`${said(exchange)} has ${mine.length} entries`] : [];
    if (status >= 400) return mine.length === 0 ? [] : [`${said(exchange)} was refused and stands in the record`];
    const [only] = mine;
    if (mine.length !== 1 || !only) return [`${said(exchange)} was acknowledged and has ${mine.length} entries`];
    const { act = 'open' } = exchange.body as { act?: string };
    return only.act === act && only.byPerson === exchange.person ? [] : [`${said(exchange)} is kept as ${only.act}`];
  });
}

function said({ person, body, key, answer }: Exchange): string {
  return `${person}: ${JSON.stringify(body).slice(0, 80)} (${key}, answered ${answer?.status})`;
}

/** Entries without a gap, chained; row = fold of the entries = what the route itself says. */
async function ofOneRow({ prisma, client }: Service, row: IomRow): Promise<string[]> {
  const found: string[] = [];
  const entries = await entriesAfter(prisma, row.id, 0);
  const hashes = await prisma.entry.findMany({ where: { iomId: row.id }, orderBy: { revision: 'asc' } });
  const process = await processOfEdition(prisma, row.editionHash);
  let [iom, chain] = [fromSnapshot(row.beginning, process), ''];
  for (const [index, entry] of entries.entries()) {
    if (entry.revision !== index + 1) found.push(`${row.id}: entry ${index + 1} has revision ${entry.revision}`);
    chain = createHash('sha256')
      .update(`${chain}${canonicalJson(entry)}`)
      .digest('hex');
    if (hashes[index]?.hash !== chain) found.push(`${row.id}: the chain is broken at ${entry.revision}`);
    iom = carryOut(iom, entry);
  }
  const kept = fromSnapshot(row.snapshot, process);
  if (!isDeepStrictEqual(plain(iom), plain(kept))) found.push(`${row.id}: the entries lead elsewhere than the row`);
  if (row.revision !== entries.length || row.chainHash !== chain) found.push(`${row.id}: the row stands elsewhere`);
  const live = await client.workflow.getHandle(workflowIdOf(row.id)).query(readIom);
  if (!isDeepStrictEqual(plain(live), plain(kept))) found.push(`${row.id}: the route differs from its row`);
  return found;
}

function plain(iom: Iom): unknown {
  return JSON.parse(JSON.stringify(toSnapshot(iom)));
}

/** Each mail that is owed was received, once. */
async function ofTheMail({ prisma, sink }: Service): Promise<string[]> {
  const rows = await prisma.mail.findMany();
  const count = (id: string): number => sink.mails.filter(({ messageId }) => messageId.includes(id)).length;
  const wrong = rows.filter(({ state, messageId }) => count(messageId) !== (state === 'accepted' ? 1 : 0));
  const owed = rows.filter(({ state }) => state === 'queued');
  return [
    ...wrong.map(({ kind, messageId, state }) => `${kind} is ${state} and was received ${count(messageId)} times`),
    ...owed.map(({ kind }) => `${kind} still waits`),
  ];
}
