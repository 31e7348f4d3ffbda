/** The wording of a term as it is pinned when the term starts to run, and as its dates are worked out from. */
import type { Spelled } from './events.ts';
import type { Process, Within } from './process.ts';

export type Chain = NonNullable<Spelled['escalate']>;

export function spellOut(process: Process, within: Within | undefined): Spelled | null {
  if (!within) return null;
  const escalate = chainOf(process, within.escalate);
  return { term: within.term, remind: [...within.remind], ...(escalate && { escalate }) };
}

/** Every chain ends with those who repair, unless the edition names them in it. */
export function chainOf(process: Process, name: string | undefined): Chain | undefined {
  const chain = name === undefined ? undefined : process.escalations[name];
  if (!chain) return undefined;
  const atLast = process.repair.by.filter((role) => !chain.to.includes(role));
  return { first: chain.first, every: chain.every, to: [...chain.to], atLast };
}
