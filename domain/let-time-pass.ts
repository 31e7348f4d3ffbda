/**
 * What time itself does: it reminds, tells that a term is over, goes up the chain, and opens the duty to say how to go on.
 * Silence never decides: nothing here answers a duty or ends a route.
 */
import { findDuty, getDuty } from './process.ts';
import type { Iom, Moment, MomentKind } from './iom.ts';
import { missingRoles, standInFor } from './permit.ts';
import { nextMoment } from './next-moment.ts';
import { settle } from './settle.ts';
import { happen, tell } from './story.ts';
import type { Story } from './story.ts';

type Passing = (story: Story, moment: Moment, basis: string) => void;

const passing: Record<MomentKind, Passing> = {
  remind,
  lapse: (story, { duty }, basis) => {
    if (duty) happen(story, { event: 'lapsed', duty, basis });
  },
  escalate,
  termRemind: (story, moment, basis) => {
    if (!isSuperseded(story, moment)) happen(story, { event: 'reminded', basis });
  },
  minimumReached: (story) => {
    const { atLeast, basis } = story.iom.process.term;
    happen(story, { event: 'minimumReached', basis: atLeast?.basis ?? basis });
  },
  termLapse: (story, _, basis) => {
    const { lapse } = story.iom.process.term;
    happen(story, { event: 'termLapsed', basis });
    tell(story, lapse.tells, 'termLapsed', lapse.basis);
  },
  termEscalate: escalate,
  lapseDuty: (story, { duty }) => {
    const { basis } = getDuty(story.iom.process, duty ?? '');
    if (duty) happen(story, { event: 'triggered', trigger: 'termLapsed', duty, basis });
  },
  itemsEnd: (story, { to }) => {
    if (to) happen(story, { event: 'itemsEnded', day: to });
  },
};

/** Everything whose moment has come, in order: one act catches up however long nobody looked. */
export function letTimePass(story: Story): void {
  for (let moment = due(story); moment; moment = due(story)) {
    story.iom = { ...story.iom, moments: story.iom.moments.slice(1) };
    passing[moment.what](story, moment, basisOf(story.iom, moment));
    settle(story);
  }
}

function due({ iom, now }: Story): Moment | null {
  const moment = nextMoment(iom);
  return moment && moment.at <= now ? moment : null;
}

function basisOf({ process }: Iom, { duty: id }: Moment): string {
  const duty = id === undefined ? undefined : findDuty(process, id);
  return duty ? (duty.within?.basis ?? duty.basis) : process.term.atMost.basis;
}

/** After a long silence a reminder that a later rung has overtaken reminds nobody, so it is not said to have been given. */
function remind(story: Story, moment: Moment, basis: string): void {
  if (moment.duty && !isSuperseded(story, moment)) happen(story, { event: 'reminded', duty: moment.duty, basis });
}

function isSuperseded({ iom, now }: Story, { duty, what }: Moment): boolean {
  const rungs: MomentKind[] =
    what === 'remind' ? ['remind', 'lapse', 'escalate'] : ['termRemind', 'termLapse', 'termEscalate'];
  return iom.moments.some((each) => each.at <= now && each.duty === duty && rungs.includes(each.what));
}

/** Links that cannot help (nobody holds it, the owner, the late person) are passed over, and the next one is told at once. */
function escalate(story: Story, { what, duty, to: first, again = 0 }: Moment, basis: string): void {
  const later = story.iom.moments.filter((each) => each.what === what && each.duty === duty);
  const links = [...new Set([first, ...later.map(({ to }) => to)])].filter((to) => to !== undefined);
  const about = duty ? { duty } : {};
  for (const link of links) {
    const to = standInFor(story.iom, link);
    const why = uselessFor(story.iom, to, duty);
    const last = later.length === 0 ? { again } : {};
    if (!why) return happen(story, { event: 'escalated', ...about, to, ...last, basis });
    happen(story, { event: 'escalationSkipped', ...about, to, why, basis });
  }
}

function uselessFor(iom: Iom, role: string, duty: string | undefined): 'vacant' | 'owner' | 'late' | null {
  const held = iom.process.roles[role]?.heldBy;
  if (held === 'owner') return 'owner';
  if (held === 'assignment' && !iom.assigned[role]) return 'vacant';
  return duty && missingRoles(iom, getDuty(iom.process, duty)).includes(role) ? 'late' : null;
}
