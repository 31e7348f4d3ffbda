/**
 * Who is told of what after one entry: kinds, roles, codes and dates, never words. Which persons hold the roles is found
 * when the mails are queued (activities/outbox.ts); what a mail says is written when it is sent (activities/mail/).
 */
import type { Entry, EventName, EventOf, IomEvent } from './events.ts';
import type { Iom, OpenDuty } from './iom.ts';
import { latestRungs } from './latest-rungs.ts';
import { missingRoles, standInsFor } from './permit.ts';
import { findDuty, getDuty, stageOf } from './process.ts';
import type { Outcome } from './process.ts';

/** Mails that ask somebody to act, or say that somebody has not acted: worth nothing once the duty is done. */
export const dutyNotices = [
  'dutyOpened',
  'returned',
  'reminded',
  'lapsed',
  'termMoved',
  'escalated',
  'unstaffed',
] as const;
/** Mails about the term of the route: worth nothing once its clock has stopped. */
export const termNotices = ['termReminded', 'termLapsed', 'termEscalated', 'prolonged'] as const;
/** Mails that say what took place and ask for nothing. */
export const newsNotices = [
  'opened',
  'verdictGiven',
  'verdictRefused',
  'done',
  'assigned',
  'unassigned',
  'enteredOnPaper',
  'amended',
  'amendmentDropped',
  'milestoneReached',
  'proposed',
  'noticed',
  'itemFailed',
  'suspended',
  'resumed',
  'closed',
] as const;
export type DutyNotice = (typeof dutyNotices)[number];
export type NoticeKind = DutyNotice | (typeof termNotices)[number] | (typeof newsNotices)[number];

/** Codes, dates, numbers. `on` is the route's own instant of the event, `basis` the clause it rests on. */
export type About = Record<string, string | number | boolean | string[]>;
/** `person` where somebody is told who may not hold the role any more, or who is named by the event itself. */
export type Notice = { kind: NoticeKind; role: string; person?: string; duty?: string; round?: number; about: About };

export type Happened = Pick<Entry, 'at' | 'act' | 'by' | 'events'>;
type Seen = { before: Iom; after: Iom; entry: Happened; told: string[] };
type Tellers = { [N in EventName]?: (event: EventOf<N>, seen: Seen) => Notice[] };

/** Each role at most once of each thing. One entry may hold several rungs of one duty: only the latest is told. */
export function noticesOf(before: Iom, after: Iom, entry: Happened): Notice[] {
  const events = latestRungs(after.process, entry.events);
  const all = events.flatMap((event, index) => {
    const seen = { before, after, entry, told: toldOf(events, index) };
    return noticesOfEvent(event, seen).map((notice) => cited(notice, event, entry.at));
  });
  const heldByPeople = all.filter(({ role }) => after.process.roles[role]?.heldBy !== 'system');
  return [...new Map(heldByPeople.map((each) => [keyOf(each), each])).values()];
}

function noticesOfEvent(event: IomEvent, seen: Seen): Notice[] {
  const teller = tellers[event.event] as ((event: IomEvent, seen: Seen) => Notice[]) | undefined;
  return teller?.(event, seen) ?? [];
}

function cited(notice: Notice, { basis }: IomEvent, on: string): Notice {
  return { ...notice, about: { ...notice.about, on, ...(basis && { basis }) } };
}

function keyOf({ kind, role, person = '', duty = '' }: Notice): string {
  return [kind, role, person, duty].join(' ');
}

/** Whom the edition wants told of an event stands in the event `told` right after it. */
function toldOf(events: IomEvent[], index: number): string[] {
  const next = events[index + 1];
  if (next?.event === 'told') return next.roles;
  if (events[index]?.event !== 'amended') return [];
  return events.flatMap((each) => (each.event === 'told' && each.about === 'amended' ? each.roles : []));
}

const tellers: Tellers = {
  opened: ({ way }, seen) => toRoles('opened', ownerOf(seen.after), { way }),
  dutyOpened,
  reminded: ({ duty }, { after }) =>
    duty ? toMissing('reminded', after, duty) : toRoles('termReminded', conducting(after), {}),
  lapsed: ({ duty }, { after }) => toMissing('lapsed', after, duty),
  escalated,
  termMoved: ({ duty }, { after }) => toMissing('termMoved', after, duty),
  termLapsed: (_, { after, told }) => (after.clock ? toRoles('termLapsed', told, {}) : []),
  prolonged: ({ term }, { after }) => toRoles('prolonged', conducting(after), { term }),
  suspended: (_, { after }) => toRoles('suspended', concerned(after), {}),
  resumed: (_, { after }) => toRoles('resumed', concerned(after), {}),
  dutyAnswered: ({ duty, by, outcome, enteredBy }) =>
    enteredBy && enteredBy.person !== by.person
      ? [{ kind: 'enteredOnPaper', role: by.role, person: by.person, duty, about: { outcome } }]
      : [],
  dutyFulfilled,
  assigned,
  amended: ({ amendment }, { after, told }) => toRoles('amended', [...ownerOf(after), ...told], { amendment }),
  amendmentDropped: ({ amendment }, { before }) => {
    const { by } = before.amendment ?? {};
    return by ? [{ kind: 'amendmentDropped', ...by, about: { amendment } }] : [];
  },
  milestoneReached: ({ milestone }, { told }) => toRoles('milestoneReached', told, { milestone }),
  participated: ({ by, about }, { after, told }) =>
    toRoles(about in after.process.notices ? 'noticed' : 'proposed', told, { topic: about, from: by.role }),
  itemCompleted: ({ item, outcome }, { told }) => toRoles('itemFailed', told, { item, outcome }),
  closed: ({ outcome }, { entry, told }) => {
    const next = entry.events.find((each) => each.event === 'successorProposed');
    return toRoles('closed', told, { outcome, ...(next && { successor: next.successor.reason }) });
  },
};

/** What is merely possible is owed by nobody and stands on the page. */
function dutyOpened({ duty: id, round }: EventOf<'dutyOpened'>, { after, entry }: Seen): Notice[] {
  const duty = getDuty(after.process, id);
  if (after.rounds[id] !== round || duty.need === 'optional') return [];
  const back = entry.events.findLast((each) => each.event === 'returned' && each.to === id);
  if (back?.event !== 'returned') return toMissing('dutyOpened', after, id);
  const refusal = entry.events.find(
    (each) => each.event === 'dutyFulfilled' && each.duty === back.duty && !each.fulfils,
  );
  const outcome = refusal?.event === 'dutyFulfilled' ? { outcome: refusal.outcome } : {};
  return toMissing('returned', after, id, { because: back.duty, ...outcome });
}

function escalated({ duty, to }: EventOf<'escalated'>, { after }: Seen): Notice[] {
  if (duty === undefined) return after.clock ? toRoles('termEscalated', [to], {}) : [];
  const open = findOpen(after, duty);
  const late = missingRoles(after, getDuty(after.process, duty));
  return open ? toRoles('escalated', [to], { late }, open) : [];
}

/** The owner learns of every verdict; of other duties those learn whom the edition names. */
function dutyFulfilled({ duty: id, outcome, by }: EventOf<'dutyFulfilled'>, { after, told }: Seen): Notice[] {
  const duty = getDuty(after.process, id);
  const refused = sendsBack(duty.outcomes[outcome]);
  const verdict = duty.does === 'decide' || refused;
  const kind = refused ? 'verdictRefused' : verdict ? 'verdictGiven' : 'done';
  const owner = verdict || id === after.process.term.from ? ownerOf(after) : [];
  return toRoles(kind, [...owner, ...told], { outcome, from: by.map(({ role }) => role) }, { duty: id });
}

function sendsBack(effect: Outcome | undefined): boolean {
  return effect?.returnsTo !== undefined || effect?.dropsAmendment === true;
}

/** Whoever takes over somebody's place is also told what waits there; whoever leaves it learns that nothing does. */
function assigned({ people }: EventOf<'assigned'>, { before, after, entry }: Seen): Notice[] {
  return Object.entries(people).flatMap(([role, person]): Notice[] => {
    const former = before.assigned[role];
    if (former === person) return [];
    const waiting = after.open.filter(({ duty }) => findOpen(before, duty) && !opensIn(entry, duty));
    const inherited = former ? waiting.flatMap(({ duty }) => toMissing('dutyOpened', after, duty)) : [];
    return [
      { kind: 'assigned', role, about: {} },
      ...(former ? [{ kind: 'unassigned' as const, role, person: former, about: {} }] : []),
      ...inherited.filter((each) => each.role === role),
    ];
  });
}

function opensIn({ events }: Happened, duty: string): boolean {
  return events.some((each) => each.event === 'dutyOpened' && each.duty === duty);
}

function toRoles(kind: NoticeKind, roles: string[], about: About, open?: { duty: string; round?: number }): Notice[] {
  const concerning = open ? { duty: open.duty, ...(open.round && { round: open.round }) } : {};
  return roles.map((role) => ({ kind, role, ...concerning, about }));
}

/** Those who still owe the duty; nobody when it was done, taken back or ended within the same entry. */
function toMissing(kind: DutyNotice, iom: Iom, id: string, about: About = {}): Notice[] {
  const open = findOpen(iom, id);
  if (!open || iom.outcome) return [];
  const dated = open.due ? { ...about, due: open.due } : about;
  return toRoles(kind, missingRoles(iom, getDuty(iom.process, id)), dated, open);
}

function findOpen(iom: Iom, duty: string): OpenDuty | undefined {
  return iom.open.find((each) => each.duty === duty);
}

export function ownerOf({ process }: Pick<Iom, 'process'>): string[] {
  return Object.keys(process.roles).filter((role) => process.roles[role]?.heldBy === 'owner');
}

/** The owner, and those who carry out the items of the stage. */
function conducting(iom: Iom): string[] {
  const work = stageOf(iom.process, iom.stage).carryingOut;
  return [...ownerOf(iom), ...standInsFor(iom, work?.by ?? [])];
}

/** The owner, and everybody who owes a duty: their dates stand still, or have moved. */
function concerned(iom: Iom): string[] {
  const owed = iom.open.map(({ duty }) => findDuty(iom.process, duty)).filter((duty) => duty?.need !== 'optional');
  return [...ownerOf(iom), ...owed.flatMap((duty) => (duty ? missingRoles(iom, duty) : []))];
}
