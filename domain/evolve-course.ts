/** What becomes of the course as a whole: stages, the route's term, pauses, mail, and the end. */
import type { EventOf } from './events.ts';
import type { Evolving } from './evolve.ts';
import { dutiesAfterLapse } from './duties.ts';
import type { Iom } from './iom.ts';
import { getDuty, stageOf } from './process.ts';
import type { Duty } from './process.ts';
import { closeDuties, isOfTheTerm, lower, raise, soonestFirst, withDutyFlags } from './state-parts.ts';

type CourseEvent =
  | 'opened'
  | 'stageEntered'
  | 'clockStarted'
  | 'clockStopped'
  | 'minimumReached'
  | 'minimumOverridden'
  | 'earlyWaitBegan'
  | 'earlyWaitEnded'
  | 'termLapsed'
  | 'prolonged'
  | 'told'
  | 'suspended'
  | 'resumed'
  | 'successorProposed'
  | 'mailUndelivered'
  | 'mailRetried'
  | 'mailDelivered'
  | 'signalRefused'
  | 'engineFault'
  | 'closed';

export const courseEvents: Evolving<CourseEvent> = {
  opened: (iom, { way }) => ({ ...iom, way }),
  stageEntered,
  clockStarted: (iom, { dates }, at) => ({
    ...iom,
    clock: { started: at, earliestEnd: dates?.earliestEnd ?? null, latestEnd: dates?.latestEnd ?? null },
    moments: soonestFirst([...iom.moments, ...(dates?.moments ?? [])]),
    flags: lower(iom.flags, 'minimumReached'),
  }),
  clockStopped,
  minimumReached: passMinimum,
  minimumOverridden: passMinimum,
  earlyWaitBegan: (iom) => ({ ...iom, flags: raise(iom.flags, 'earlyWait') }),
  earlyWaitEnded: (iom) => ({ ...iom, flags: lower(iom.flags, 'earlyWait') }),
  termLapsed: (iom) => withDutyFlags({ ...iom, flags: raise(iom.flags, 'termOver') }),
  prolonged,
  told: (iom) => iom,
  suspended: (iom, _, at) => ({ ...iom, suspended: at, flags: raise(iom.flags, 'suspended') }),
  resumed,
  successorProposed: (iom) => iom,
  mailUndelivered: (iom, { mails }) => ({
    ...iom,
    undelivered: iom.undelivered + mails,
    flags: raise(iom.flags, 'mailUndelivered'),
  }),
  mailRetried: delivered,
  mailDelivered: delivered,
  signalRefused: (iom, { of, refusal, person }, at) => ({
    ...iom,
    refusedSignals: [...iom.refusedSignals, { at, act: of, refusal, person }].slice(-5),
    flags: raise(iom.flags, 'refusedSignal'),
  }),
  engineFault: (iom) => ({ ...iom, flags: raise(iom.flags, 'engineFault') }),
  closed: (iom, { outcome }) => ({
    ...iom,
    outcome,
    open: [],
    moments: [],
    raised: [],
    amendment: null,
    suspended: null,
    flags: lower(iom.flags, 'overdue', 'escalated', 'earlyWait', 'suspended'),
  }),
};

/** Duties that hold nothing, and those for the whole route, outlive their stage; the others are over with it. */
function stageEntered(iom: Iom, { stage }: EventOf<'stageEntered'>, at: string): Iom {
  const here = new Set(stageOf(iom.process, stage).duties.map(({ duty }) => duty));
  const over = iom.open
    .map(({ duty }) => duty)
    .filter((duty) => !here.has(duty) && !outlivesStage(getDuty(iom.process, duty)));
  return { ...closeDuties(iom, over), stage, entered: at };
}

function outlivesStage({ need, throughout }: Duty): boolean {
  return need === 'parallel' || throughout;
}

function clockStopped(iom: Iom): Iom {
  const stopped: Iom = {
    ...iom,
    clock: null,
    moments: iom.moments.filter((each) => !isOfTheTerm(each)),
    flags: lower(iom.flags, 'termOver', 'termEscalated', 'earlyWait'),
  };
  const asked = dutiesAfterLapse(iom).map(({ duty }) => duty);
  return { ...closeDuties(stopped, asked), raised: iom.raised.filter(({ duty }) => !asked.includes(duty)) };
}

function passMinimum(iom: Iom): Iom {
  const moments = iom.moments.filter(({ what }) => what !== 'minimumReached');
  return { ...iom, flags: raise(iom.flags, 'minimumReached'), moments };
}

function prolonged(iom: Iom, { dates }: EventOf<'prolonged'>): Iom {
  const kept = iom.moments.filter((each) => !isOfTheTerm(each) || each.what === 'minimumReached');
  return withDutyFlags({
    ...iom,
    prolongations: iom.prolongations + 1,
    clock: iom.clock && { ...iom.clock, latestEnd: dates?.latestEnd ?? iom.clock.latestEnd },
    moments: soonestFirst([...kept, ...(dates?.moments ?? [])]),
    flags: lower(iom.flags, 'termOver', 'termEscalated'),
  });
}

function resumed(iom: Iom, { dates }: EventOf<'resumed'>): Iom {
  const going: Iom = { ...iom, suspended: null, flags: lower(iom.flags, 'suspended') };
  if (!dates) return going;
  return {
    ...going,
    moments: dates.moments,
    clock: iom.clock && { ...iom.clock, earliestEnd: dates.earliestEnd, latestEnd: dates.latestEnd },
    open: iom.open.map((each) => ({ ...each, due: dates.dues[each.duty] ?? each.due })),
  };
}

function delivered(iom: Iom): Iom {
  return { ...iom, undelivered: 0, flags: lower(iom.flags, 'mailUndelivered') };
}
