/**
 * The mark by which `record` knows an act that came through the API, where its person was asked for a token. It covers
 * the route's number and the whole act with its person and key, so it is of no use for any other; repeating it gives
 * the first answer. It does not expire: an act may wait in Temporal for as long as a database is away.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { AnyAct } from '../domain/acts.ts';
import { canonicalJson } from '../domain/canonical-json.ts';

/** "<milliseconds>.<hex>"; `key` is the secret, `at` the wall time in milliseconds. */
export function signAct({ iom, act, key, at }: { iom: string; act: AnyAct; key: string; at: number }): string {
  return `${at}.${macOf({ iom, act, key, at: String(at) })}`;
}

/** Two keys may be valid while one takes the place of the other. */
export function verifyProof({ iom, act, keys }: { iom: string; act: AnyAct; keys: readonly string[] }): boolean {
  const [at, mac] = 'proof' in act && act.proof ? act.proof.split('.') : [];
  if (!at || !mac) return false;
  return keys.some((key) => isSame(mac, macOf({ iom, act, key, at })));
}

function macOf({ iom, act, key, at }: { iom: string; act: AnyAct; key: string; at: string }): string {
  const { proof: _, ...signed } = act as AnyAct & { proof?: string };
  return createHmac('sha256', key)
    .update(canonicalJson({ iom, at, act: signed }))
    .digest('hex');
}

function isSame(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
