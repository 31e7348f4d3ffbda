/**
 * One teacher's individual educational route, from opening to closing.
 *
 * The rules live in domain/: `decide` says what an act leads to, `evolve` carries out what was written down.
 * This file only waits — for people to act, or for the next moment the regulation names.
 */
import {
  ApplicationFailure,
  CancellationScope,
  allHandlersFinished,
  condition,
  continueAsNew,
  setDefaultSignalHandler,
  setHandler,
  uuid4,
  workflowInfo,
} from '@temporalio/workflow';
import { Mutex } from 'async-mutex';
import type { Act, ActName, AnyAct } from '../domain/acts.ts';
import { actNames } from '../domain/acts.ts';
import { carryOut } from '../domain/carry-out.ts';
import type { Ending } from '../domain/process.ts';
import { nextMoment } from '../domain/next-moment.ts';
import type { Accepted, Answer } from '../domain/recorded.ts';
import { deliverUntilSettled } from './deliver-mail.ts';
import { descriptionOf } from './descriptions.ts';
import { earlyRefusal } from './early-refusal.ts';
import type { Opening } from './messages.ts';
import { actSignal, actUpdate, readIom } from './messages.ts';
import { publish } from './publish.ts';
import { record } from './record-act.ts';

export async function conductIom({ iom: opened, titles, page, posted = 0 }: Opening): Promise<Ending> {
  let iom = opened;
  const turn = new Mutex();
  const mail = { posted, settled: 0 };

  setHandler(readIom, () => iom, { description: descriptionOf('readIom') });
  for (const name of actNames) {
    const description = descriptionOf(name);
    setHandler(actUpdate(name), (act) => accept(named(name, act)), {
      validator: (act) => permit(named(name, act)),
      description,
    });
    setHandler(actSignal(name), (act) => acceptOrNote(name, named(name, act)), { description });
  }
  setDefaultSignalHandler((_name) => note('unknownSignal', 'malformed', undefined));

  if (iom.revision > 0) publish(iom, { titles, page });
  CancellationScope.current().cancelRequested.catch(() => note('cancellation', 'notThroughThisDoor', undefined));
  await CancellationScope.nonCancellable(() => Promise.all([letTimePass(), sendMail()]));
  await CancellationScope.nonCancellable(() => condition(allHandlersFinished));
  return iom.outcome ?? 'cancelled';

  /** The door people stand at: courtesy only, `record` decides for good. Synchronous, or it would refuse nothing. */
  function permit(act: Act): void {
    const refusal = earlyRefusal(iom, act, now());
    if (refusal) throw asFailure(refusal);
  }

  async function accept(act: Act): Promise<Accepted> {
    const answer = await perform(act);
    if ('refused' in answer) throw asFailure(answer.refused);
    return answer.accepted;
  }

  /** A signal has no answer: a refused one leaves an entry, a flag and a line in the details. */
  async function acceptOrNote(name: ActName, act: Act): Promise<void> {
    const refusal = earlyRefusal(iom, act, now());
    const answer = refusal ? { refused: refusal } : await perform(act);
    if ('refused' in answer) await note(name, answer.refused.refusal, act);
  }
  async function note(of: string, refusal: string, act: unknown): Promise<void> {
    await perform({ act: 'noteRefusedSignal', of, refusal, person: personIn(act) });
  }

  /** One act at a time: `record` decides and writes, the route evolves only from what was written. */
  async function perform(act: AnyAct): Promise<Answer> {
    const keyed = { ...act, key: 'key' in act && act.key ? act.key : uuid4() };
    return turn.runExclusive(() => CancellationScope.nonCancellable(() => settle(keyed)));
  }
  async function settle(act: AnyAct & { key: string }): Promise<Answer> {
    for (;;) {
      const { entries, answer } = await record({ iom: iom.id, act, now: now(), expected: iom.revision });
      for (const entry of entries) {
        iom = carryOut(iom, entry);
        if (entry.mails > 0) mail.posted += 1;
      }
      if (entries.length > 0) publish(iom, { titles, page });
      if (answer) return answer;
    }
  }

  /** The route's only timer. A moment that does not move on would spin: then only an act goes on. */
  async function letTimePass(): Promise<void> {
    while (iom.outcome === null) {
      const seen = iom.revision;
      const moment = nextMoment(iom);
      const acted = await actedBefore(moment?.at, seen);
      if (!acted) await perform({ act: 'timePasses' });
      if (!acted && nextMoment(iom)?.at === moment?.at && iom.outcome === null) await waitOutFault();
      if (workflowInfo().continueAsNewSuggested) await startAfresh();
    }
  }
  function actedBefore(at: string | undefined, seen: number): Promise<boolean | void> {
    const acted = (): boolean => iom.revision !== seen;
    if (at === undefined) return condition(acted).then(() => true);
    return condition(acted, Math.max(1, Date.parse(at) - Date.now()), { summary: 'Ближайший срок маршрута' });
  }
  async function waitOutFault(): Promise<void> {
    await perform({ act: 'noteEngineFault' });
    const seen = iom.revision;
    await condition(() => iom.revision !== seen);
  }

  /** Nothing may lie between the condition and the new run: a handler that began there would be lost. */
  async function startAfresh(): Promise<void> {
    await condition(() => allHandlersFinished() && !turn.isLocked());
    await continueAsNew<typeof conductIom>({ iom, titles, page, posted: mail.posted > mail.settled ? 1 : 0 });
  }

  async function sendMail(): Promise<void> {
    for (;;) {
      await condition(() => mail.posted > mail.settled || iom.outcome !== null);
      if (mail.posted === mail.settled) return;
      const upTo = mail.posted;
      const delivery = await deliverUntilSettled(iom.id, {
        isClosed: () => iom.outcome !== null,
        isOverdue: () => perform({ act: 'noteUndelivered', mails: 0 }),
        morePosted: () => mail.posted > upTo,
      });
      if (delivery) await noteDelivery(delivery.refused);
      mail.settled = upTo;
    }
  }
  async function noteDelivery(refused: number): Promise<void> {
    if (refused > 0) await perform({ act: 'noteUndelivered', mails: refused });
    else if (iom.flags.includes('mailUndelivered') && iom.undelivered === 0) await perform({ act: 'noteDelivered' });
  }
}

/** Whoever types JSON into Temporal need not repeat the name of the message; another name is refused as misshapen. */
function named(name: ActName, act: Act): Act {
  return { act: name, ...(act as object) } as Act;
}
function now(): string {
  return new Date().toISOString();
}
function asFailure({ refusal, ...why }: { refusal: string; basis?: string; details: string[] }): ApplicationFailure {
  return ApplicationFailure.create({ message: refusal, type: refusal, nonRetryable: true, details: [why] });
}
/** Only something that looks like an id is kept: a signal may hold anything. */
function personIn(act: unknown): string {
  const person = (act as { by?: { person?: unknown } } | undefined)?.by?.person;
  return typeof person === 'string' && /^p-[0-9a-z]{1,24}$/.test(person) ? person : 'unknown';
}
