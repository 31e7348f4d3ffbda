/** What must never happen, whatever people and time do. Each law looks at one accepted act and says what is wrong. */
import type { AnyAct } from '../../domain/acts.ts';
import { availableActs } from '../../domain/available-acts.ts';
import type { Entry, EventName, EventOf, IomEvent } from '../../domain/events.ts';
import type { Iom } from '../../domain/iom.ts';
import { nextMoment } from '../../domain/next-moment.ts';
import { getDuty } from '../../domain/process.ts';

export type Step = { before: Iom; act: AnyAct; entry: Entry; after: Iom };
type Law = (step: Step) => string | undefined;

/** All that time may tell. No answer, no verdict, no return, no plan, no end is among it. */
const timeMayTell: ReadonlySet<EventName> = new Set([
  'reminded',
  'lapsed',
  'escalated',
  'escalationSkipped',
  'termLapsed',
  'minimumReached',
  'itemsEnded',
  'triggered',
  'dutyOpened',
  'told',
  'warned',
  'milestoneReached',
  'earlyWaitBegan',
  'earlyWaitEnded',
  'clockStopped',
  'amendmentDropped',
  'stageEntered',
]);

export const laws: Record<string, Law> = {
  'never two stages, none skipped': ({ before, after, entry }) => {
    const order = before.process.stages.map(({ stage }): string => stage);
    let stage = before.stage;
    for (const event of entry.events) {
      if (event.event === 'stageEntered') {
        if (order.indexOf(event.stage) !== order.indexOf(stage) + 1) return `${stage} to ${event.stage}`;
        stage = event.stage;
      }
      if (event.event === 'returned') {
        if (order.indexOf(event.stage) > order.indexOf(stage)) return `returned from ${stage} to ${event.stage}`;
        stage = event.stage;
      }
    }
    return after.stage === stage ? undefined : `${after.stage} instead of ${stage}`;
  },
  'a stage is left with everything required done': ({ before, after, entry }) => {
    const entered = of(entry.events, 'stageEntered');
    if (entered.length === 0 || of(entry.events, 'dutyFulfilled').some(endsStage(before))) return;
    const left = before.process.stages.slice(
      0,
      before.process.stages.findIndex(({ stage }) => stage === after.stage),
    );
    const owed = left.flatMap(({ duties }) =>
      duties.filter((duty) => isPlainlyRequired(duty) && !after.done[duty.duty]?.fulfils),
    );
    return owed.length > 0 ? owed.map(({ duty }) => duty).join() : undefined;
  },
  'no verdict by the wrong role, by an unassigned person, or on the own ИОМ': ({ before, entry }) => {
    const wrong = of(entry.events, 'dutyAnswered').find(({ duty: id, outcome, by }) => {
      const duty = getDuty(before.process, id);
      const named = duty.outcomes[outcome]?.by ?? duty.by ?? duty.byAll ?? [];
      const stand = before.process.standIns.filter(({ insteadOf }) => insteadOf.some((role) => named.includes(role)));
      const held = before.process.roles[by.role]?.heldBy;
      const may = named.includes(by.role) || stand.some(({ acts }) => acts === by.role);
      const own = (held === 'owner') === (by.person === before.educator);
      return !may || !own || (held === 'assignment' && before.assigned[by.role] !== by.person);
    });
    return wrong && `${wrong.duty} by ${wrong.by.person} as ${wrong.by.role}`;
  },
  'nobody is assigned to the own ИОМ': ({ after }) =>
    Object.values(after.assigned).includes(after.educator) ? 'the owner' : undefined,
  'a verdict is given on the round and the plan it names': ({ before, act }) =>
    act.act === 'decide' && (act.round !== before.rounds[act.duty] || act.planVersion !== before.plan.version)
      ? `${act.round} of ${before.rounds[act.duty]}, ${act.planVersion} of ${before.plan.version}`
      : undefined,
  'the next moment moves on': ({ after, act, entry }) => {
    const next = act.act === 'timePasses' ? nextMoment(after) : null;
    return next && next.at <= entry.at ? `${next.what} at ${next.at}, now ${entry.at}` : undefined;
  },
  'silence never decides': ({ before, act, entry, after }) => {
    if (act.act !== 'timePasses') return;
    const told = entry.events.find(({ event }) => !timeMayTell.has(event));
    return told?.event ?? (after.outcome === before.outcome ? undefined : String(after.outcome));
  },
  'a duty is open once, and only while it is not done for good': ({ after }) => {
    const open = after.open.map(({ duty }) => duty);
    return new Set(open).size === open.length ? undefined : open.join();
  },
  'a closed route stays closed and waits for nothing': ({ before, after }) => {
    if (before.outcome && before.outcome !== after.outcome) return `${before.outcome} became ${after.outcome}`;
    return after.outcome && after.open.length + after.moments.length > 0 ? 'something is still open' : undefined;
  },
  'a route that is not closed waits for somebody or for time': ({ after }) => {
    const work = after.process.stages.some(({ stage, carryingOut }) => stage === after.stage && carryingOut);
    const waits = after.open.length + after.moments.length > 0 || work || after.suspended !== null;
    return after.outcome || waits ? undefined : `nothing in ${after.stage}`;
  },
  'revisions count entries and acts of people': ({ before, after, entry }) => {
    const person = entry.by ? 1 : 0;
    const right = after.revision === before.revision + 1 && after.actRevision === before.actRevision + person;
    return right ? undefined : `${after.revision}, ${after.actRevision}`;
  },
  'whatever rests on a clause names it': ({ entry }) =>
    entry.events.find(({ basis }) => basis !== undefined && !/^(source|default) \S/.test(basis))?.event,
};

const answers = new Set(['plan', 'record', 'decide', 'assign', 'recordOnPaper']);

/** Dearer than the others, so not asked at every step. */
export function wasOffered({ before, act }: Step): string | undefined {
  if (!('by' in act)) return;
  const offered = availableActs(before, { person: act.by.person, roles: [act.by.role] });
  const content: Record<string, unknown> = { ...act };
  const same = ['act', 'duty', 'item', 'step', 'amendment', 'notice', 'way'] as const;
  const outcome = answers.has(act.act) ? content['outcome'] : undefined;
  const found = offered.some(
    (each) =>
      !each.refusal &&
      same.every((key) => each[key] === content[key]) &&
      (outcome === undefined || each.outcome === outcome),
  );
  return found ? undefined : `${act.act} by ${act.by.role} was accepted and not offered`;
}

function of<N extends EventName>(events: IomEvent[], name: N): EventOf<N>[] {
  return events.filter((event): event is EventOf<N> => event.event === name);
}
function endsStage({ process }: Iom): (event: EventOf<'dutyFulfilled'>) => boolean {
  return ({ duty, outcome }) => getDuty(process, duty).outcomes[outcome]?.endsStage === true;
}
function isPlainlyRequired({ need, when, onlyIf, unless }: ReturnType<typeof getDuty>): boolean {
  return need === 'required' && !when && !onlyIf && !unless;
}
