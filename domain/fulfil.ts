/** A duty is done; the clock, the people to tell, and whatever its outcome leads to follow. */
import type { Actor } from './iom.ts';
import type { Duty, Outcome } from './process.ts';
import { returnTo } from './return-to.ts';
import { end, goOn } from './stages.ts';
import { happen, tell, trigger } from './story.ts';
import type { Story } from './story.ts';

export function fulfil(story: Story, duty: Duty, outcome: string, by: Actor[]): void {
  const effect = duty.outcomes[outcome];
  const fulfils = !effect || effect.fulfils === true;
  const basis = effect?.basis ?? duty.basis;
  happen(story, { event: 'dutyFulfilled', duty: duty.duty, by, outcome, fulfils, basis });
  tell(story, duty.tells, duty.duty, duty.basis);
  if (fulfils) moveClock(story, duty);
  const times = story.iom.answers[duty.duty]?.[outcome] ?? 0;
  trigger(
    story,
    (when) =>
      'outcome' in when &&
      when.outcome.duty === duty.duty &&
      when.outcome.is === outcome &&
      when.outcome.times <= times,
  );
  if (effect && !effect.fulfils) followUp(story, duty, effect, times);
}

function moveClock(story: Story, { duty, basis }: Duty): void {
  const { process, clock } = story.iom;
  const { term } = process;
  if (duty === term.from && !clock) happen(story, { event: 'clockStarted', dates: null, basis: term.basis });
  if ('fulfilled' in term.until && term.until.fulfilled === duty && story.iom.clock) {
    happen(story, { event: 'clockStopped', basis });
  }
}

function followUp(story: Story, duty: Duty, effect: Outcome, times: number): void {
  const { amendment } = story.iom;
  if (effect.returnsTo && times <= (effect.atMost ?? Infinity)) {
    returnTo(story, duty.duty, effect.returnsTo, effect.basis);
  } else if (effect.endsStage) {
    goOn(story);
  } else if (effect.ends) {
    end(story, { outcome: effect.ends, successor: effect.successor, basis: effect.basis });
  } else if (effect.dropsAmendment && amendment) {
    happen(story, { event: 'amendmentDropped', amendment: amendment.amendment, basis: effect.basis });
  }
}
