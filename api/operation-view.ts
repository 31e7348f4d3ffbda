/** What became of an act, by its key: for whoever sent it, and for nobody else. */
import type { z } from 'zod';
import type { Refusal } from '../domain/refusals.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import type { OperationView } from './answers.ts';
import { wordsOf } from './problem-words.ts';
import { clauseOf } from './problems.ts';
import type { Call } from './request.ts';

type View = z.infer<typeof OperationView>;

/** An act of somebody else is as unknown as one that was never sent. */
export async function operationView(prisma: PrismaClient, { caller, params, language }: Call): Promise<View> {
  const key = (params['key'] ?? '').toLowerCase();
  const [entry, refused] = await Promise.all([
    prisma.entry.findFirst({ where: { key, byPerson: caller.id } }),
    prisma.refusedAct.findFirst({ where: { key, person: caller.id } }),
  ]);
  if (entry) return { key, state: 'done', iom: entry.iomId, act: entry.act, revision: entry.revision };
  if (!refused) return { key, state: 'unknown' };
  const { refusal, basis, details } = refused.refusal as unknown as Refusal;
  const clause = clauseOf(basis);
  const why = { code: refusal, title: wordsOf(language, refusal)[0], details, ...(clause && { clause }) };
  return { key, state: 'refused', iom: refused.iomId, act: refused.act, refusal: why };
}
