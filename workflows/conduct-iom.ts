/**
 * One teacher's individual educational route, from opening to closing.
 *
 * The rules live in domain/: `decide` says what an act leads to, `evolve` carries out what was written down.
 * This file only waits — for people to act, or for the next moment the regulation names.
 */
import {
  CancellationScope,
  allHandlersFinished,
  condition,
  continueAsNew,
  setDefaultSignalHandler,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { Mutex } from 'async-mutex';
import type { Act, ActName, AnyAct } from '../domain/acts.ts';
import { actNames } from '../domain/acts.ts';
import { carryOut } from '../domain/carry-out.ts';
import type { Entry } from '../domain/events.ts';
import type { Ending } from '../domain/process.ts';
import { nextMoment } from '../domain/next-moment.ts';
import type { Accepted, Answer } from '../domain/recorded.ts';
import { asFailure } from './as-failure.ts';
import { deliverUntilSettled } from './deliver-mail.ts';
import { descriptionOf } from './descriptions.ts';
import { doorRefusal, earlyRefusal } from './early-refusal.ts';
import { keyOf } from './key-of.ts';
import type { Opening } from './messages.ts';
import { actSignal, actUpdate, named, personIn, readIom } from './messages.ts';
import { publish } from './publish.ts';
import { record } from './record-act.ts';

export async function conductIom({ iom: opened, titles, page, posted = 0 }: Opening): Promise<Ending> {
  let iom = opened;
  const turn = new Mutex();
  const mail = { posted, settled: 0 };

  setHandler(readIom, () => iom, { description: descriptionOf('readIom') });
  for (const name of actNames) {
    const description = descriptionOf(name);
    const validator = (act: Act): void => permit(named(name, act));
    setHandler(actUpdate(name), (act) => accept(named(name, act)), { validator, description });
    setHandler(actSignal(name), (act) => acceptOrNote(name, named(name, act)), { description });
  }
  setDefaultSignalHandler(() => note('unknownSignal', 'malformed'));
  CancellationScope.current().cancelRequested.catch(() => note('cancellation', 'notThroughThisDoor'));

  if (iom.revision > 0) publish(iom, { titles, page });
  const [ending] = await CancellationScope.nonCancellable(() => Promise.all([letTimePass(), sendMail()]));
  return ending;

  /** The door people stand at: courtesy only, `record` decides for good. Synchronous, or it would refuse nothing. */
  function permit(act: Act): void {
    const refusal = earlyRefusal(iom, act);
    if (refusal) throw asFailure(refusal);
  }
  async function accept(act: Act): Promise<Accepted> {
    const answer = await perform(act);
    if ('refused' in answer) throw asFailure(answer.refused);
    return answer.accepted;
  }

  /**
   * A signal has no answer: a refused one leaves an entry, a flag and a line in the details, once however often it is
   * sent. Only `record` knows what it has answered before, so nothing is judged here on the state.
   */
  async function acceptOrNote(name: ActName, act: Act): Promise<void> {
    const key = keyOf(name, act);
    const refusal = doorRefusal(iom, act);
    const answer = refusal ? { refused: refusal } : await perform({ ...act, key });
    if ('refused' in answer) await note(name, answer.refused.refusal, { key, person: personIn(act) });
  }
  async function note(of: string, refusal: string, { key = keyOf(of), person = 'unknown' } = {}): Promise<void> {
    await perform({ act: 'noteRefusedSignal', of, refusal, person, key: `note-${of}-${refusal}-${key}` });
  }

  /** One act at a time: `record` decides and writes, the route evolves only from what was written. */
  async function perform(act: AnyAct & { key?: string | undefined }): Promise<Answer> {
    const keyed = { ...act, key: act.key ?? keyOf(act.act) };
    return turn.runExclusive(() => CancellationScope.nonCancellable(() => settle(keyed)));
  }
  async function settle(act: AnyAct & { key: string }): Promise<Answer> {
    for (;;) {
      const { entries, answer } = await record({ iom: iom.id, act, expected: iom.revision });
      entries.forEach(adopt);
      if (entries.length > 0) publish(iom, { titles, page });
      if (answer) return answer;
    }
  }
  /** The end of the route, too, begins another round of mail: one that waits would else wait for ever. */
  function adopt(entry: Entry): void {
    const { outcome } = iom;
    iom = carryOut(iom, entry);
    if (entry.mails > 0 || iom.outcome !== outcome) mail.posted += 1;
  }

  /** The route's only timer. When a moment does not move on, the fault is noted, and without a timer it waits for an act. */
  async function letTimePass(): Promise<Ending> {
    while (iom.outcome === null) {
      const moment = nextMoment(iom);
      const isReached = await reach(moment?.at);
      if (isReached) await perform({ act: 'timePasses' });
      if (isReached && nextMoment(iom)?.at === moment?.at) await perform({ act: 'noteEngineFault' });
      if (workflowInfo().continueAsNewSuggested) await startAfresh();
    }
    return iom.outcome;
  }
  /** False when something happened before; acts that change nothing fill the history all the same. */
  async function reach(at: string | undefined): Promise<boolean> {
    const seen = iom.revision;
    const happened = (): boolean => iom.revision !== seen || workflowInfo().continueAsNewSuggested;
    if (at === undefined) return condition(happened).then(() => false);
    const wait = Math.max(1, Date.parse(at) - Date.now());
    return !(await condition(happened, wait, { summary: 'Ближайший срок маршрута' }));
  }
  /** Nothing may begin between the condition and the new run, or after it in the same task: the turn is taken for good. */
  async function startAfresh(): Promise<void> {
    await condition(isIdle);
    void turn.acquire();
    await continueAsNew<typeof conductIom>({ iom, titles, page, posted: mail.posted > mail.settled ? 1 : 0 });
  }
  function isIdle(): boolean {
    return allHandlersFinished() && !turn.isLocked();
  }

  async function sendMail(): Promise<void> {
    for (;;) {
      await condition(isDueOrOver);
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
  function isDueOrOver(): boolean {
    return !turn.isLocked() && (mail.posted > mail.settled || (iom.outcome !== null && allHandlersFinished()));
  }
  async function noteDelivery(refused: number): Promise<void> {
    if (refused > 0) await perform({ act: 'noteUndelivered', mails: refused });
    else if (iom.flags.includes('mailUndelivered') && iom.undelivered === 0) await perform({ act: 'noteDelivered' });
  }
}
