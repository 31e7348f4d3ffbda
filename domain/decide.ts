/**
 * What an act leads to: events, or a refusal with the clause it rests on. Changes nothing and works out no date.
 * The workflow's validator asks it as a courtesy, `record` asks it for good.
 */
import type { Act, AnyAct, DutyAct, OwnAct } from './acts.ts';
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
  if (isOwn(act)) {
    tellOwn(story, act);
    return { events: story.events };
  }
  const refused = refuseAsked(iom, act) ?? demandRevision(iom, act) ?? perform(story, act);
  if (refused) return refused;
  settle(story);
  return { events: story.events };
}

const ownActs: Record<OwnAct['act'], true> = {
  timePasses: true,
  noteUndelivered: true,
  noteDelivered: true,
  noteRefusedSignal: true,
  noteEngineFault: true,
};

function isOwn(act: AnyAct): act is OwnAct {
  return act.act in ownActs;
}

/** Each act either tells what happened or answers with a refusal. */
function perform(story: Story, act: Act): Refusal | null {
  switch (act.act) {
    case 'plan':
    case 'record':
    case 'decide':
    case 'assign':
      return answerDuty(story, act satisfies DutyAct);
    case 'recordOnPaper':
      return answerOnPaper(story, act);
    case 'reassign':
      return reassign(story, act);
    case 'completeItem':
      return completeItem(story, act);
    case 'recordStep':
      return recordStep(story, act);
    case 'reportItemImpossible':
      return reportItemImpossible(story, act);
    case 'reorderItems':
      return reorderItems(story, act);
    case 'amend':
      return amend(story, act);
    case 'propose':
      return propose(story, act);
    case 'notice':
      return notice(story, act);
    default:
      return changeCourse(story, act);
  }
}

type CourseAct = Parameters<(typeof course)[keyof typeof course]>[1];

function changeCourse(story: Story, act: CourseAct): Refusal | null {
  switch (act.act) {
    case 'open':
      return course.open(story, act);
    case 'prolong':
      return course.prolong(story, act);
    case 'overrideMinimum':
      return course.overrideMinimum(story, act);
    case 'moveTerm':
      return course.moveTerm(story, act);
    case 'suspend':
      return course.suspend(story, act);
    case 'resume':
      return course.resume(story, act);
    case 'cancel':
      return course.cancel(story, act);
    case 'close':
      return course.close(story, act);
    case 'retryMail':
      return course.retryMail(story, act);
    default:
      return act satisfies never;
  }
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
    default:
      return act satisfies never;
  }
}
