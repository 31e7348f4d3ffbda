/** The course as a whole, by people: opening, longer and shorter terms, pauses, ends, mail. */
import type { ActOf } from './acts.ts';
import { dateAfter, localDate } from './calendar-dates.ts';
import { actorOf, demandWords } from './demands.ts';
import { judgeRecord } from './judge-fields.ts';
import type { Ending } from './process.ts';
import { refuse } from './refusals.ts';
import type { Refusal } from './refusals.ts';
import { happen, tell } from './story.ts';
import type { Story } from './story.ts';
import { isLonger } from './term-lengths.ts';

export function open(story: Story, act: ActOf<'open'>): Refusal | null {
  const { start, stages } = story.iom.process;
  const way = start.find((each) => each.way === act.way);
  const [first] = stages;
  if (!way || !first) return refuse('notAllowed', undefined, [act.way]);
  const wrong = judgeRecord(story.iom.process, way.record, act.fields, way.basis);
  if (wrong) return wrong;
  const by = actorOf(act.by);
  happen(story, { event: 'opened', way: way.way, by, basis: way.basis });
  happen(story, { event: 'stageEntered', stage: first.stage, basis: first.basis });
  if (way.record) {
    happen(story, { event: 'recorded', record: way.record, by, fields: act.fields, basis: way.basis });
  }
  return null;
}

export function prolong(story: Story, act: ActOf<'prolong'>): Refusal | null {
  const { process, clock } = story.iom;
  const rule = process.prolongation;
  if (!rule || !clock?.latestEnd) return refuse('notAllowed', process.term.atMost.basis);
  if (isLonger(act.term, rule.atMost)) return refuse('tooLong', rule.basis, [rule.atMost]);
  const { timeZone } = process.region;
  const until = dateAfter(localDate(clock.latestEnd, timeZone), act.term);
  if (until < localDate(story.now, timeZone)) return refuse('termInPast', rule.basis, [until]);
  const wrong = demandWords(story.iom, act, rule.basis);
  if (wrong) return wrong;
  happen(story, { event: 'prolonged', by: actorOf(act.by), term: act.term, dates: null, basis: rule.basis });
  return null;
}

export function overrideMinimum(story: Story, act: ActOf<'overrideMinimum'>): Refusal | null {
  const { atLeast, basis } = story.iom.process.term;
  const wrong = demandWords(story.iom, act, atLeast?.basis ?? basis);
  if (wrong) return wrong;
  const comment = act.comment ? { comment: act.comment } : {};
  happen(story, { event: 'minimumOverridden', by: actorOf(act.by), ...comment, basis: atLeast?.basis ?? basis });
  return null;
}

/** The last day of the new term is a day people still have: today is the earliest. */
export function moveTerm(story: Story, act: ActOf<'moveTerm'>): Refusal | null {
  const { process } = story.iom;
  const today = localDate(story.now, process.region.timeZone);
  if (act.due < today) return refuse('termInPast', process.repair.basis, [act.due, today]);
  const wrong = demandWords(story.iom, act, process.repair.basis);
  if (wrong) return wrong;
  const { duty, due } = act;
  happen(story, { event: 'termMoved', duty, by: actorOf(act.by), due, dates: null, basis: process.repair.basis });
  return null;
}

export function suspend(story: Story, act: ActOf<'suspend'>): Refusal | null {
  const { suspension, repair } = story.iom.process;
  const basis = suspension?.basis ?? repair.basis;
  const wrong = demandWords(story.iom, act, basis);
  if (wrong) return wrong;
  happen(story, { event: 'suspended', by: actorOf(act.by), basis });
  return null;
}

export function resume(story: Story, act: ActOf<'resume'>): null {
  const { suspension, repair } = story.iom.process;
  happen(story, { event: 'resumed', by: actorOf(act.by), dates: null, basis: suspension?.basis ?? repair.basis });
  return null;
}

/** Broken off: by those the edition names, with words. */
export function cancel(story: Story, act: ActOf<'cancel'>): Refusal | null {
  return endByPerson(story, act, 'cancelled', story.iom.process.cancelling.basis);
}

/** What nothing moves any more is closed by those who repair; it counts as not completed, whatever was done. */
export function close(story: Story, act: ActOf<'close'>): Refusal | null {
  return endByPerson(story, act, 'closedIncomplete', story.iom.process.repair.basis);
}

export function retryMail(story: Story, act: ActOf<'retryMail'>): null {
  happen(story, { event: 'mailRetried', by: actorOf(act.by), basis: story.iom.process.repair.basis });
  return null;
}

function endByPerson(story: Story, act: ActOf<'cancel' | 'close'>, outcome: Ending, basis: string): Refusal | null {
  const wrong = demandWords(story.iom, act, basis);
  if (wrong) return wrong;
  const comment = act.comment ? { comment: act.comment } : {};
  happen(story, { event: 'closed', outcome, by: actorOf(act.by), ...comment, basis });
  const { closing } = story.iom.process;
  tell(story, closing.tells, outcome, closing.basis);
  return null;
}
