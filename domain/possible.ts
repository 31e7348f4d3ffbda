/** Is this act possible at all? The order tells a person the most useful thing first. Its content is judged in decide.ts. */
import type { ActName } from './acts.ts';
import type { Asked } from './asked.ts';
import type { Iom } from './iom.ts';
import { refuse } from './refusals.ts';
import type { Refusal } from './refusals.ts';
import { refuseWhen } from './when-may.ts';
import { refuseWho } from './who-may.ts';

/** Mail to people may still lie unsent after the end. */
const afterClosing: readonly ActName[] = ['retryMail'];
/** During a pause people may end it, end the route, or repair; nobody works on it. */
const duringPause: readonly ActName[] = ['resume', 'cancel', 'close', 'reassign', 'retryMail'];

/** Closed → not your role, or your own ИОМ → suspended → wrong stage, duty not open. */
export function refuseAsked(iom: Iom, asked: Asked): Refusal | null {
  if (iom.outcome && !afterClosing.includes(asked.act)) {
    return refuse('routeClosed', iom.process.closing.basis, [iom.outcome]);
  }
  return refuseWho(iom, asked) ?? refusePaused(iom, asked) ?? refuseWhen(iom, asked);
}

function refusePaused({ suspended, process }: Iom, { act }: Asked): Refusal | null {
  if (!suspended || duringPause.includes(act)) return null;
  return refuse('routeSuspended', process.suspension?.basis ?? process.repair.basis, [suspended]);
}
