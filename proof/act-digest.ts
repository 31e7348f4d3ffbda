/** What an act says, as a hash: the same key with another digest is another act, and is refused. */
import { createHash } from 'node:crypto';
import type { AnyAct } from '../domain/acts.ts';
import { canonicalJson } from '../domain/canonical-json.ts';

/** SHA-256 in hex. Without the proof, which carries the time, and without `ifRevision`, which says when and not what. */
export function actDigest(act: AnyAct): string {
  const { proof: _proof, ifRevision: _ifRevision, ...said } = act as AnyAct & { proof?: string; ifRevision?: number };
  return createHash('sha256').update(canonicalJson(said)).digest('hex');
}
