/** What becomes of the state when duties open, are answered, fulfilled, taken back, or run late. */
import type { EventOf } from './events.ts';
import type { Evolving } from './evolve.ts';
import type { Iom, OpenDuty } from './iom.ts';
import { getDuty } from './process.ts';
import { closeDuties, raise, soonestFirst, withDutyFlags, without } from './state-parts.ts';

type DutyEvent =
  | 'dutyOpened'
  | 'dutyAnswered'
  | 'dutyFulfilled'
  | 'returned'
  | 'triggered'
  | 'assigned'
  | 'recorded'
  | 'participated'
  | 'reminded'
  | 'lapsed'
  | 'escalated'
  | 'escalationSkipped'
  | 'termMoved';

export const dutyEvents: Evolving<DutyEvent> = {
  dutyOpened,
  dutyAnswered: (iom, { duty, by }) =>
    participating(
      changeOpen(iom, duty, (each) => ({ ...each, answers: [...each.answers, by] })),
      by.role,
    ),
  dutyFulfilled,
  returned: (iom, { reopened, stage }, at) => ({
    ...closeDuties(iom, reopened),
    done: without(iom.done, reopened),
    raised: iom.raised.filter(({ duty }) => !reopened.includes(duty)),
    stage,
    entered: stage === iom.stage ? iom.entered : at,
  }),
  triggered: (iom, { trigger, duty }) =>
    iom.raised.some((each) => each.duty === duty) ? iom : { ...iom, raised: [...iom.raised, { trigger, duty }] },
  assigned,
  recorded: (iom, { record, fields }) => ({ ...iom, recorded: { ...iom.recorded, [record]: fields } }),
  participated: (iom, { by }) => participating(iom, by.role),
  reminded: (iom, { duty }) =>
    duty ? changeOpen(iom, duty, (each) => ({ ...each, reminders: each.reminders + 1 })) : iom,
  lapsed: (iom, { duty }) => withDutyFlags(changeOpen(iom, duty, (each) => ({ ...each, overdue: true }))),
  escalated: (iom, { duty, to, next }) => {
    const told = duty
      ? changeOpen(iom, duty, (each) => escalate(each, to))
      : { ...iom, flags: raise(iom.flags, 'termEscalated') };
    return withDutyFlags(next ? { ...told, moments: soonestFirst([...told.moments, next]) } : told);
  },
  escalationSkipped: (iom) => iom,
  termMoved,
};

function changeOpen(iom: Iom, duty: string, change: (open: OpenDuty) => OpenDuty): Iom {
  return { ...iom, open: iom.open.map((each) => (each.duty === duty ? change(each) : each)) };
}

function participating(iom: Iom, role: string): Iom {
  return iom.participated.includes(role) ? iom : { ...iom, participated: [...iom.participated, role] };
}

function escalate(open: OpenDuty, to: string): OpenDuty {
  return open.escalatedTo.includes(to) ? open : { ...open, escalatedTo: [...open.escalatedTo, to] };
}

function dutyOpened(iom: Iom, { duty, round, dates }: EventOf<'dutyOpened'>, at: string): Iom {
  const opened: OpenDuty = {
    duty,
    round,
    opened: at,
    due: dates?.due ?? null,
    answers: [],
    reminders: 0,
    overdue: false,
    escalatedTo: [],
  };
  return {
    ...iom,
    open: [...iom.open, opened],
    done: without(iom.done, [duty]),
    rounds: { ...iom.rounds, [duty]: round },
    raised: iom.raised.filter((each) => each.duty !== duty),
    moments: soonestFirst([...iom.moments, ...(dates?.moments ?? [])]),
  };
}

/** A duty that may be done again and again stays open with a clean sheet; once done it is owed to nobody. */
function dutyFulfilled(iom: Iom, { duty, outcome, by, fulfils }: EventOf<'dutyFulfilled'>, at: string): Iom {
  const tally = { ...iom.answers[duty], [outcome]: (iom.answers[duty]?.[outcome] ?? 0) + 1 };
  const done = { outcome, fulfils, on: at, by, round: iom.rounds[duty] ?? 0, planVersion: iom.plan.version };
  const next = { ...iom, done: { ...iom.done, [duty]: done }, answers: { ...iom.answers, [duty]: tally } };
  if (!getDuty(iom.process, duty).repeats) return closeDuties(next, [duty]);
  const again = changeOpen(next, duty, (each) => ({
    ...each,
    answers: [],
    due: null,
    overdue: false,
    escalatedTo: [],
  }));
  return withDutyFlags({ ...again, moments: iom.moments.filter((each) => each.duty !== duty) });
}

function assigned(iom: Iom, { people }: EventOf<'assigned'>): Iom {
  const former = { ...iom.formerlyAssigned };
  for (const [role, person] of Object.entries(people)) {
    const left = [...(former[role] ?? []), ...(iom.assigned[role] ? [iom.assigned[role]] : [])];
    const others = [...new Set(left)].filter((each) => each !== person);
    if (others.length > 0) former[role] = others;
    else delete former[role];
  }
  return { ...iom, assigned: { ...iom.assigned, ...people }, formerlyAssigned: former };
}

/** A moved term starts afresh: what was told about the old one is told again about the new one. */
function termMoved(iom: Iom, { duty, dates }: EventOf<'termMoved'>): Iom {
  const moved = changeOpen(iom, duty, (each) => ({
    ...each,
    due: dates?.due ?? each.due,
    overdue: false,
    escalatedTo: [],
  }));
  const others = iom.moments.filter((each) => each.what === 'lapseDuty' || each.duty !== duty);
  return withDutyFlags({ ...moved, moments: soonestFirst([...others, ...(dates?.moments ?? [])]) });
}
