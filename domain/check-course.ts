/** The course of a route: stages that can be left, a clock that starts and ends, changes that come into force, an ending. */
import { dutiesIn, outcomesIn } from './check-duties.ts';
import type { Checks, Finding } from './finding.ts';
import { findDuty, stageIndexOf } from './process.ts';
import { stageNames } from './regulation-duties.ts';
import type { Regulation } from './regulation.ts';
import type { Path } from './schema-walk.ts';
import { isLonger } from './term-lengths.ts';

type Found = Omit<Finding, 'check'>[];

export const courseChecks: Checks<Regulation> = {
  stagesAreInOrder: (r) =>
    r.stages.flatMap(({ stage }, index): Found => {
      const before = r.stages[index - 1]?.stage;
      return before && stageNames.indexOf(stage) <= stageNames.indexOf(before)
        ? [{ path: ['stages', index], says: `этап ${stage} не может идти после ${before}` }]
        : [];
    }),

  everyStageCanBeLeft: (r) =>
    r.stages.flatMap(({ carryingOut, duties }, index): Found => {
      const leads = carryingOut || duties.some(({ need, when }) => need === 'required' && !when);
      return leads
        ? []
        : [
            {
              path: ['stages', index],
              says: 'ни одна обязанность не выводит из этапа: нужна обязательная или carryingOut',
            },
          ];
    }),

  theClockStarts: (r) => {
    const from = findDuty(r, r.term.from);
    const uncertain = from && (from.need === 'optional' || from.when);
    return uncertain
      ? [{ path: ['term', 'from'], says: `«${r.term.from}» может и не наступить, тогда срок не начнётся` }]
      : [];
  },

  theClockStops: (r) => {
    const { from, until } = r.term;
    const path = ['term', 'until'];
    const end =
      'stageEnds' in until
        ? r.stages.findIndex(({ stage }) => stage === until.stageEnds)
        : stageIndexOf(r, until.fulfilled);
    if ('stageEnds' in until && end < 0) return [{ path, says: `этапа ${until.stageEnds} в этой редакции нет` }];
    return end >= 0 && end < stageIndexOf(r, from)
      ? [{ path, says: `срок кончается раньше, чем начинается («${from}»)` }]
      : [];
  },

  aMinimumNeedsAStage: (r) =>
    r.term.atLeast && 'fulfilled' in r.term.until
      ? [
          {
            path: ['term', 'atLeast'],
            says: 'наименьший срок возможен, только если срок кончается концом этапа (stageEnds)',
          },
        ]
      : [],

  theMinimumIsBelowTheMaximum: (r) =>
    r.term.atLeast && isLonger(r.term.atLeast.term, r.term.atMost.term)
      ? [{ path: ['term', 'atLeast'], says: `${r.term.atLeast.term} больше наибольшего срока (${r.term.atMost.term})` }]
      : [],

  nothingOutlastsTheRoute: (r) => {
    const { term } = r.term.atMost;
    const spans = r.planRules.flatMap((rule, index) =>
      rule.rule === 'plannedSpan'
        ? (['atLeast', 'atMost'] as const).map((bound) => ({ span: rule[bound], path: ['planRules', index, bound] }))
        : [],
    );
    const terms = dutiesIn(r).map(({ duty, path }) => ({ span: duty.within?.term, path: [...path, 'within', 'term'] }));
    return [...spans, ...terms].flatMap(({ span, path }) =>
      span !== undefined && isLonger(span, term)
        ? [{ path, says: `${span} — больше, чем весь маршрут (term.atMost: ${term})` }]
        : [],
    );
  },

  remindersComeBeforeTheEnd: (r) => [
    ...dutiesIn(r).flatMap(({ duty, path }) =>
      lateReminders(duty.within?.remind, duty.within?.term, [...path, 'within', 'remind']),
    ),
    ...lateReminders(r.term.remind, r.term.atMost.term, ['term', 'remind']),
  ],

  triggersCanHappen: (r) =>
    dutiesIn(r).flatMap(({ duty: { when }, path }): Found => {
      const parts = when && ('itemImpossible' in when || 'itemFailed' in when) ? partsMeant(r, when) : [];
      const happens =
        !when ||
        parts.length === 0 ||
        parts.some((part) => ('itemFailed' in when ? part.failed : part.impossibleBy.length > 0));
      return happens
        ? []
        : [
            {
              path: [...path, 'when'],
              says: 'этого не случится: в части не указано failed (неудача) или impossibleBy (кто сообщает)',
            },
          ];
    }),

  amendmentsWaitForTheirOwn: (r) =>
    r.amendments.flatMap(({ amendment, inForceAfter }, index) =>
      inForceAfter
        .filter((id) => {
          const when = findDuty(r, id)?.when;
          return !(when && 'amended' in when && when.amended === amendment);
        })
        .map((id) => ({
          path: ['amendments', index, 'inForceAfter'],
          says: `«${id}» этим изменением не открывается: нужно when: { amended: ${amendment} }`,
        })),
    ),

  onlyPendingAmendmentsAreDropped: (r) =>
    outcomesIn(r)
      .filter(({ duty, outcome }) => outcome.dropsAmendment && !(duty.when && 'amended' in duty.when))
      .map(({ path }) => ({ path, says: 'отклонить изменение можно только в обязанности с when: { amended }' })),

  aLastEndingAlwaysHolds: (r) =>
    r.closing.cases.flatMap(({ onlyIf }, index): Found => {
      const isLast = index === r.closing.cases.length - 1;
      if (isLast === !onlyIf) return [];
      const says = isLast
        ? 'последняя строка должна действовать без условия (onlyIf)'
        : 'строка без условия должна быть последней';
      return [{ path: ['closing', 'cases', index], says }];
    }),

  successorsHaveAWayToStart: (r) => {
    const named = [
      ...r.closing.cases.map(({ successor }, index) => ({ successor, path: ['closing', 'cases', index, 'successor'] })),
      ...outcomesIn(r).map(({ outcome, path }) => ({ successor: outcome.successor, path: [...path, 'successor'] })),
    ];
    return named.flatMap(({ successor, path }) =>
      successor && !r.start.some(({ way }) => way === successor.reason)
        ? [{ path, says: `следующий маршрут «${successor.reason}»: такого способа нет в start` }]
        : [],
    );
  },
};

function lateReminders(remind: string[] | undefined, term: string | undefined, path: Path): Found {
  return (remind ?? [])
    .filter((each) => each !== 'half' && term !== undefined && !isLonger(term, each))
    .map((each) => ({
      path,
      says: `за ${each} до конца не напомнить: весь срок — ${term}; укажите меньше, чем срок, или half`,
    }));
}

function partsMeant(r: Regulation, when: { itemImpossible: string } | { itemFailed: string }) {
  const meant = 'itemFailed' in when ? when.itemFailed : when.itemImpossible;
  return Object.entries(r.parts).flatMap(([name, part]) => (meant === 'any' || meant === name ? [part] : []));
}
