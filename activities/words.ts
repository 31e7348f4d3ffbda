/** The words an act refers to: they must lie in the database, written by the same person for this very act. */
import type { AnyAct, WordsRef } from '../domain/acts.ts';
import type { Refusal } from '../domain/refusals.ts';
import { refuse } from '../domain/refusals.ts';
import type { Tx } from './row.ts';

/** Every reference in the act, wherever it stands. */
export function wordsIn(value: unknown): WordsRef[] {
  if (value === null || typeof value !== 'object') return [];
  if ('words' in value && 'hash' in value && typeof value.words === 'string') return [value as WordsRef];
  return Object.values(value).flatMap(wordsIn);
}

export async function refuseUnknownWords(tx: Tx, iom: string, author: string, act: AnyAct): Promise<Refusal | null> {
  const wanted = wordsIn(act);
  if (wanted.length === 0) return null;
  const found = await tx.words.findMany({
    where: { id: { in: wanted.map(({ words }) => words) }, iomId: iom, authorId: author, attachedAt: null },
    select: { id: true, hash: true },
  });
  const isThere = (ref: WordsRef) => found.some(({ id, hash }) => id === ref.words && hash === ref.hash);
  const lost = wanted.filter((ref) => !isThere(ref)).map(({ words }) => words);
  return lost.length > 0 ? refuse('wordsUnknown', undefined, lost) : null;
}

/** From here on they belong to the entry and are never deleted as unattached. */
export async function attachWords(tx: Tx, act: AnyAct, revision: number, at: Date): Promise<void> {
  const ids = wordsIn(act).map(({ words }) => words);
  if (ids.length === 0) return;
  await tx.words.updateMany({
    where: { id: { in: ids }, attachedAt: null },
    data: { attachedAt: at, attachedTo: revision },
  });
}
