/**
 * What an act leads to: events, or a refusal with the clause it rests on. Changes nothing and works out no date.
 * The workflow's validator asks it as a courtesy, `record` asks it for good.
 */
import type { Act, ActName, ActOf, AnyAct, OwnAct } from './acts.ts';
import { answerDuty, answerOnPaper } from './answer-duty.ts';
import { reassign } from './assign-people.ts';
import * as course from './change-course.ts';
import { amend, notice, propose } from './change-plan.ts';
import { demandRevision } from './demands.ts';
import type { IomEvent } from './events.ts';
import type { Iom } from './iom.ts';
import { letTimePass } from './let-time-pass.ts';
import { refuseAsked } from './possible.ts';
import type { Refusal } from './refusals.ts';
import { settle } from './settle.ts';
import { beginStory, happen } from './story.ts';
import type { Story } from './story.ts';
import { completeItem, recordStep, reorderItems, reportItemImpossible } from './work-on-items.ts';

export type Decision = { events: IomEvent[] } | Refusal;

/** `now` is the route's own time (UTC). Dates of the events are null and plan versions are the old one until written down. */
export function decide(iom: Iom, act: AnyAct, now: string): Decision {
  const story = beginStory(iom, now);
  if (!isHuman(act)) {
    tellOwn(story, act);
    return { events: story.events };
  }
  const refused = refuseAsked(iom, act) ?? demandRevision(iom, act) ?? perform(story, act);
  if (refused) return refused;
  settle(story);
  return { events: story.events };
}

type Performing = { [N in ActName]: (story: Story, act: ActOf<N>) => Refusal | null };

/** Each act either tells what happened or answers with a refusal; one more act does not compile until it has its line. */
const performing: Performing = {
  open: course.open,
  plan: answerDuty,
  record: answerDuty,
  decide: answerDuty,
  assign: answerDuty,
  reassign,
  completeItem,
  recordStep,
  reportItemImpossible,
  reorderItems,
  amend,
  propose,
  notice,
  prolong: course.prolong,
  overrideMinimum: course.overrideMinimum,
  moveTerm: course.moveTerm,
  suspend: course.suspend,
  resume: course.resume,
  cancel: course.cancel,
  close: course.close,
  retryMail: course.retryMail,
  recordOnPaper: answerOnPaper,
};

function perform(story: Story, act: Act): Refusal | null {
  return (performing[act.act] as (story: Story, act: Act) => Refusal | null)(story, act);
}

function isHuman(act: AnyAct): act is Act {
  return act.act in performing;
}

/** What the route notes of itself is never refused; of a closed route time has nothing more to say. */
function tellOwn(story: Story, act: OwnAct): void {
  switch (act.act) {
    case 'timePasses':
      return letTimePass(story);
    case 'noteUndelivered':
      return happen(story, { event: 'mailUndelivered', mails: act.mails });
    case 'noteDelivered':
      return story.iom.flags.includes('mailUndelivered') ? happen(story, { event: 'mailDelivered' }) : undefined;
    case 'noteRefusedSignal':
      return happen(story, { event: 'signalRefused', of: act.of, refusal: act.refusal, person: act.person });
    case 'noteEngineFault':
      return happen(story, { event: 'engineFault' });
  }
}
