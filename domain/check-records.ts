/** Records a duty demands: somebody can have made one by then, and somebody owes it. A warning demands nothing. */
import { dutiesIn, outcomesIn } from './check-duties.ts';
import type { Checks } from './finding.ts';
import { allDuties, stageIndexOf } from './process.ts';
import type { Duty, Rule } from './process.ts';
import type { Regulation } from './regulation.ts';
import type { Path } from './schema-walk.ts';

type Demand = { duty: Duty; stage: number; anyOf: string[]; path: Path };

export const recordChecks: Checks<Regulation> = {
  neededRecordsCanBeMade: (r) =>
    [...demandsOfDuties(r), ...demandsOfOutcomes(r)]
      .filter((demand) => !isMet(r, demand, 'possible'))
      .map((demand) => ({
        path: demand.path,
        says: `нужна запись ${quoted(demand.anyOf, ' или ')}, а к этому времени её никто не сделает: ${whyNobody(r, demand)}`,
      })),

  neededRecordsAreOwed: (r) =>
    demandsOfDuties(r)
      .filter(({ duty }) => duty.need === 'required' && !duty.when)
      .filter((demand) => isMet(r, demand, 'possible') && !isMet(r, demand, 'owed'))
      .map((demand) => ({
        path: demand.path,
        says: `обязательна, но ждёт записи ${quoted(demand.anyOf, ' или ')}, которую никто не должен делать (${quoted(makersOf(r, demand.anyOf))}): укажите там need: required и срок или здесь severity: warn`,
      })),
};

function demandsOfDuties(r: Regulation): Demand[] {
  return dutiesIn(r).flatMap(({ duty, stage, path }) =>
    demands(duty, duty.requires).map(({ anyOf, index }) => ({
      duty,
      stage,
      anyOf,
      path: [...path, 'requires', index],
    })),
  );
}
function demandsOfOutcomes(r: Regulation): Demand[] {
  return outcomesIn(r).flatMap(({ duty, stage, outcome, path }) =>
    demands(duty, outcome.requires).map(({ anyOf, index }) => ({
      duty,
      stage,
      anyOf,
      path: [...path, 'requires', index],
    })),
  );
}

function demands(duty: Duty, rules: Rule[]): { anyOf: string[]; index: number }[] {
  return rules.flatMap((rule, index) =>
    rule.rule === 'recorded' && binds(rule, duty) ? [{ anyOf: rule.anyOf, index }] : [],
  );
}

/** A rule for some of those who may do it leaves the way to the others. */
function binds({ severity, whenBy }: Rule, { by, byAll }: Duty): boolean {
  if (severity === 'warn') return false;
  return (
    !whenBy || (byAll?.some((role) => whenBy.includes(role)) ?? by?.every((role) => whenBy.includes(role)) ?? true)
  );
}

function isMet(r: Regulation, { duty, stage, anyOf }: Demand, how: 'possible' | 'owed'): boolean {
  const others = r.stages
    .slice(0, stage + 1)
    .flatMap(({ duties }) => duties)
    .filter((each) => each.duty !== duty.duty && (how === 'possible' || isOwed(each)));
  return anyOf.some((record) => recordsOf(r, doneOf(r, others)).includes(record));
}

/** Parallel ones hold nothing, but somebody owes them; what waits for an event may never be owed. */
function isOwed({ need, when }: Duty): boolean {
  return need !== 'optional' && !when;
}

/** Those of these duties that can be done when all the others cannot: step by step, until no further one can. */
function doneOf(r: Regulation, duties: Duty[]): Duty[] {
  let done: Duty[] = [];
  for (let before = -1; before !== done.length;) {
    before = done.length;
    const made = recordsOf(r, done);
    done = duties.filter(
      (each) =>
        each.after.every((id) => done.some(({ duty }) => duty === id)) &&
        demands(each, each.requires).every(({ anyOf }) => anyOf.some((record) => made.includes(record))),
    );
  }
  return done;
}

function recordsOf(r: Regulation, duties: Duty[]): string[] {
  return [...r.start.flatMap(({ record }) => record ?? []), ...duties.flatMap(recordsWith)];
}
function recordsWith({ record, outcomes }: Duty): string[] {
  return [record ?? [], Object.values(outcomes).flatMap((outcome) => outcome.record ?? [])].flat();
}

function makersOf(r: Regulation, records: string[]): string[] {
  const makers = allDuties(r).filter((each) => recordsWith(each).some((record) => records.includes(record)));
  return makers.map(({ duty }) => duty);
}

function whyNobody(r: Regulation, { duty, stage, anyOf }: Demand): string {
  const makers = makersOf(r, anyOf).filter((id) => id !== duty.duty);
  if (makers.length === 0) return 'её не делает ни одна другая обязанность';
  const later = makers.every((id) => stageIndexOf(r, id) > stage);
  return later ? `${quoted(makers)} — на более позднем этапе` : `${quoted(makers)} сама ждёт этой обязанности`;
}

function quoted(codes: string[], between = ', '): string {
  return codes.map((code) => `«${code}»`).join(between);
}
