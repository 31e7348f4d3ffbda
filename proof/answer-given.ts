/** What an act that comes again is answered: the first answer, or that its key was used for another one. */
import type { AnyAct } from '../domain/acts.ts';
import type { Answer } from '../domain/recorded.ts';
import type { Refusal } from '../domain/refusals.ts';
import { refuse } from '../domain/refusals.ts';
import { actDigest } from './act-digest.ts';

/** The rows under the act's key, if there are any. */
export type Kept = {
  entry: { digest: string; revision: number; actRevision: number } | null;
  refused: { digest: string; refusal: unknown } | null;
};

/** Null when the key is new. */
export function answerGiven(act: AnyAct, { entry, refused }: Kept): Answer | null {
  const known = entry ?? refused;
  if (!known) return null;
  if (known.digest !== actDigest(act)) return { refused: refuse('keyReused') };
  if (entry) return { accepted: { revision: entry.revision, actRevision: entry.actRevision } };
  return { refused: refused?.refusal as Refusal };
}
