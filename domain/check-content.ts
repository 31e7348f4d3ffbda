/** Plans, records, covers: what they say can be fulfilled at all. */
import { dutiesIn, outcomesIn } from './check-duties.ts';
import type { Checks, Finding } from './finding.ts';
import { Regulation } from './regulation.ts';
import type { Rule } from './regulation-rules.ts';
import { Basis } from './regulation-words.ts';
import { placesIn } from './schema-walk.ts';
import type { Path } from './schema-walk.ts';
import { isLonger } from './term-lengths.ts';

type Found = Omit<Finding, 'check'>[];

export const contentChecks: Checks<Regulation> = {
  kindsBelongToOnePart: (r) => {
    const seen = new Set<string>();
    return Object.entries(r.parts).flatMap(([part, { kinds }]) =>
      Object.keys(kinds).flatMap((kind): Found => {
        const again = seen.has(kind);
        seen.add(kind);
        return again ? [{ path: ['parts', part, 'kinds', kind], says: `вид «${kind}» назван в двух частях` }] : [];
      }),
    );
  },

  aFailureIsAnOutcome: (r) =>
    Object.entries(r.parts)
      .filter(([, { failed, outcomes }]) => failed !== undefined && !(failed in outcomes))
      .map(([part, { failed }]) => ({
        path: ['parts', part, 'failed'],
        says: `«${failed}» нет среди outcomes этой части`,
      })),

  anItemEndsOneWayOrFails: (r) =>
    Object.entries(r.parts)
      .filter(([, { failed, outcomes }]) => Object.keys(outcomes).filter((each) => each !== failed).length !== 1)
      .map(([part]) => ({
        path: ['parts', part, 'outcomes'],
        says: 'обычный итог должен быть один; ещё может быть неудача (failed)',
      })),

  boundsHoldSomething: (r) => rulesIn(r).flatMap(({ rule, path }) => emptyBounds(rule).map((says) => ({ path, says }))),

  levelsSayOfWhat: (r) =>
    Object.entries(r.records).flatMap(([record, { fields, optional }]) =>
      Object.entries({ ...fields, ...optional })
        .filter(([, { kind, measures }]) => (kind === 'levels') !== (measures !== undefined))
        .map(([field]) => ({
          path: ['records', record, field in fields ? 'fields' : 'optional', field],
          says: 'measures (competence или deficit) нужно графам kind: levels, и только им: «низкий» у них значит противоположное',
        })),
    ),

  aFieldIsEitherRequiredOrOptional: (r) =>
    Object.entries(r.records).flatMap(([record, { fields, optional }]) =>
      Object.keys(optional)
        .filter((field) => field in fields)
        .map((field) => ({
          path: ['records', record, 'optional', field],
          says: 'графа названа и обязательной, и необязательной',
        })),
    ),

  clausesAreReadDownwards: (r) =>
    placesIn(Regulation, r)
      .filter(({ schema }) => schema === Basis)
      .flatMap(({ value, path }) =>
        [...String(value).matchAll(/(?:L|¶ ?)(\d+)[-–—](?:L|¶ ?)?(\d+)/g)]
          .filter(([, from, to]) => Number(from) > Number(to))
          .map(([range]) => ({ path, says: `«${range}»: конец раньше начала, переставьте` })),
      ),

  coversSomebody: (r) => {
    const { staff, organisations, notOrganisations } = r.covers;
    if (Object.keys(staff).length === 0)
      return [{ path: ['covers', 'staff'], says: 'не назван ни один вид работников' }];
    const both = organisations?.filter((each) => notOrganisations?.includes(each)) ?? [];
    return both.map((each) => ({ path: ['covers'], says: `организации «${each}» и включены, и исключены` }));
  },

  inForceIsAPeriod: ({ inForce: { from, until } }) =>
    from !== null && until !== null && from > until
      ? [{ path: ['inForce'], says: `until (${until}) раньше, чем from (${from})` }]
      : [],

  theTimeZoneExists: ({ region: { timeZone } }) =>
    isTimeZone(timeZone) ? [] : [{ path: ['region', 'timeZone'], says: `часового пояса «${timeZone}» нет` }],
};

function rulesAt(rules: Rule[] | undefined, path: Path): { rule: Rule; path: Path }[] {
  return (rules ?? []).map((rule, index) => ({ rule, path: [...path, index] }));
}

function rulesIn(r: Regulation): { rule: Rule; path: Path }[] {
  return [
    ...rulesAt(r.planRules, ['planRules']),
    ...r.stages.flatMap(({ carryingOut }, index) =>
      rulesAt(carryingOut?.until, ['stages', index, 'carryingOut', 'until']),
    ),
    ...dutiesIn(r).flatMap(({ duty, path }) => rulesAt(duty.requires, [...path, 'requires'])),
    ...outcomesIn(r).flatMap(({ outcome, path }) => rulesAt(outcome.requires, [...path, 'requires'])),
    ...r.milestones.flatMap(({ when }, index) => rulesAt(when, ['milestones', index, 'when'])),
  ];
}

function emptyBounds(rule: Rule): string[] {
  if (rule.rule !== 'itemCount' && rule.rule !== 'plannedSpan') return [];
  const { atLeast, atMost } = rule;
  if (atLeast === undefined && atMost === undefined)
    return ['не сказано ни atLeast (не меньше), ни atMost (не больше)'];
  if (atLeast === undefined || atMost === undefined) return [];
  const isEmpty = typeof atLeast === 'number' ? atLeast > Number(atMost) : isLonger(atLeast, String(atMost));
  return isEmpty ? [`не меньше ${atLeast} и не больше ${atMost} — так не бывает`] : [];
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('ru', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}
