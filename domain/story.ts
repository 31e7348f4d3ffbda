/**
 * A decision being told: events one after another, each carried out at once on a working copy, so that what follows can
 * be judged. Dates are filled in later (write-down.ts); nothing that is decided depends on them.
 */
import type { IomEvent } from './events.ts';
import { evolve } from './evolve.ts';
import type { Iom } from './iom.ts';
import { standInsFor } from './permit.ts';
import { allDuties } from './process.ts';
import type { Trigger } from './process.ts';
import { applies } from './duties.ts';

export type Story = { iom: Iom; readonly now: string; readonly events: IomEvent[] };

export function beginStory(iom: Iom, now: string): Story {
  return { iom, now, events: [] };
}

export function happen(story: Story, event: IomEvent): void {
  story.events.push(event);
  story.iom = evolve(story.iom, event, story.now);
}

/** People who learn of something by holding a role; whoever stands in for it learns instead. */
export function tell(story: Story, roles: string[], about: string, basis: string): void {
  if (roles.length > 0) happen(story, { event: 'told', roles: standInsFor(story.iom, roles), about, basis });
}

/** Raises the duties that wait for such a fact; they open as soon as what they come after is done. */
export function trigger(story: Story, matches: (when: Trigger) => boolean): void {
  for (const duty of allDuties(story.iom.process)) {
    if (!duty.when || !matches(duty.when) || !applies(story.iom, duty)) continue;
    const [name = ''] = Object.keys(duty.when);
    happen(story, { event: 'triggered', trigger: name, duty: duty.duty, basis: duty.basis });
  }
}
