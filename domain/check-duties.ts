/** Duties as a whole: each says what is done and by whom, none waits for ever, every way back leads back. */
import { effects } from './regulation-duties.ts';
import { perhaps } from './finding.ts';
import type { Checks } from './finding.ts';
import { allDuties, findDuty, stageIndexOf } from './process.ts';
import type { Duty } from './process.ts';
import type { Regulation } from './regulation.ts';
import type { Path } from './schema-walk.ts';

type DutyAt = { duty: Regulation['stages'][number]['duties'][number]; stage: number; path: Path };
type OutcomeAt = DutyAt & { name: string; outcome: Duty['outcomes'][string] };

export function dutiesIn(regulation: Regulation): DutyAt[] {
  return regulation.stages.flatMap(({ duties }, stage) =>
    duties.map((duty, index) => ({ duty, stage, path: ['stages', stage, 'duties', index] })),
  );
}
export function outcomesIn(regulation: Regulation): OutcomeAt[] {
  return dutiesIn(regulation).flatMap((at) =>
    Object.entries(at.duty.outcomes).map(([name, outcome]) => ({
      ...at,
      name,
      outcome,
      path: [...at.path, 'outcomes', name],
    })),
  );
}

/** What a duty may be answered with; a decision without a verdict is a choice and has no plain answer. */
function plainAnswer({ does, verdict }: Pick<Duty, 'does' | 'verdict'>): string | undefined {
  if (does !== 'decide') return 'done';
  return verdict ? 'given' : undefined;
}
function answersTo(duty: Duty): string[] {
  return [plainAnswer(duty) ?? [], Object.keys(duty.outcomes)].flat();
}

export const dutyChecks: Checks<Regulation> = {
  dutiesAreNamedOnce: (r) =>
    dutiesIn(r)
      .filter(({ duty }, index, all) => all.findIndex((each) => each.duty.duty === duty.duty) < index)
      .map(({ duty, path }) => ({ path, says: `обязанность «${duty.duty}» названа дважды` })),

  everyDutyHasSomebody: (r) =>
    dutiesIn(r)
      .filter(({ duty }) => Boolean(duty.by) === Boolean(duty.byAll))
      .map(({ path }) => ({ path, says: 'укажите, кто её исполняет: либо by (любая из ролей), либо byAll (каждая)' })),

  everyDutySaysWhat: (r) =>
    dutiesIn(r).flatMap(({ duty, path }) => contradictions(duty).map((says) => ({ path, says }))),

  outcomesHaveOneEffect: (r) =>
    outcomesIn(r)
      .filter(({ outcome }) => effects.filter((effect) => outcome[effect] !== undefined).length !== 1)
      .map(({ path }) => ({ path, says: `у исхода должно быть ровно одно следствие: ${effects.join(', ')}` })),

  outcomesAreNotThePlainAnswer: (r) =>
    outcomesIn(r)
      .filter(({ duty, name }) => name === plainAnswer(duty))
      .map(({ path, name }) => ({ path, says: `«${name}» — простое исполнение; назовите исход иначе` })),

  outcomesAreKnown: (r) =>
    outcomesNamed(r).flatMap(({ duty, is, path }) => {
      const named = findDuty(r, duty);
      const known = named ? answersTo(named) : [is];
      return known.includes(is) ? [] : [{ path, says: `у «${duty}» нет исхода «${is}»${perhaps(is, known)}` }];
    }),

  afterIsNotLater: (r) =>
    dutiesIn(r).flatMap(({ duty, stage, path }) =>
      duty.after
        .filter((id) => stageIndexOf(r, id) > stage)
        .map((id) => ({ path: [...path, 'after'], says: `стоит после «${id}», а та — на более позднем этапе` })),
    ),

  afterHasNoCircle: (r) =>
    dutiesIn(r)
      .filter(({ duty }) => restsOnItself(r, duty.duty))
      .map(({ path }) => ({ path: [...path, 'after'], says: 'обязанности ждут друг друга по кругу' })),

  nothingWaitsForTheOptional: (r) =>
    dutiesIn(r)
      .filter(({ duty }) => duty.need === 'required' && !duty.when)
      .flatMap(({ duty, path }) =>
        duty.after
          .filter((id) => isUncertain(findDuty(r, id)))
          .map((id) => ({ path: [...path, 'after'], says: `обязательна, но ждёт «${id}», которой может и не быть` })),
      ),

  returnsGoBack: (r) =>
    outcomesIn(r)
      .filter(({ outcome, stage }) => outcome.returnsTo !== undefined && stageIndexOf(r, outcome.returnsTo) > stage)
      .map(({ outcome, path }) => ({ path, says: `возврат к «${outcome.returnsTo}» ведёт вперёд` })),

  limitedReturnsAreCaught: (r) =>
    outcomesIn(r)
      .filter(
        ({ duty, name, outcome }) => outcome.atMost !== undefined && !isCaught(r, duty.duty, name, outcome.atMost),
      )
      .map(({ path, outcome }) => ({
        path,
        says: `после ${outcome.atMost}-го возврата никто ничего не должен, маршрут застрянет: нужна обязанность с when: { outcome }`,
      })),

  requiredDutiesHaveATerm: (r) =>
    dutiesIn(r)
      .filter(({ duty }) => duty.need === 'required' && !duty.within)
      .map(({ path }) => ({ path, says: 'обязательна, но срока (within) нет: никто не напомнит' })),

  onlyTheOptionalLastsThroughout: (r) =>
    dutiesIn(r)
      .filter(({ duty }) => duty.throughout && duty.need !== 'optional')
      .map(({ path }) => ({ path, says: 'throughout бывает только у необязательной (need: optional)' })),
};

function contradictions(duty: Duty): string[] {
  const { does, record, assigns, verdict, part } = duty;
  const wrong: [boolean, string][] = [
    [does === 'record' && !record, 'не сказано, что записывается (record)'],
    [does === 'assign' && !assigns, 'не сказано, кого назначают (assigns)'],
    [does !== 'assign' && Boolean(assigns), 'assigns бывает только у does: assign'],
    [does === 'decide' && answersTo(duty).length === 0, 'нет ни вида решения (verdict), ни исходов (outcomes)'],
    [does !== 'decide' && Boolean(verdict), 'verdict бывает только у does: decide'],
    [does !== 'plan' && Boolean(part), 'part бывает только у does: plan'],
  ];
  return wrong.filter(([is]) => is).map(([, says]) => says);
}

function outcomesNamed(r: Regulation): { duty: string; is: string; path: Path }[] {
  const conditions = [
    ...dutiesIn(r).flatMap(({ duty, path }) => [
      { asked: duty.onlyIf, path: [...path, 'onlyIf'] },
      { asked: duty.unless, path: [...path, 'unless'] },
      { asked: duty.when, path: [...path, 'when'] },
    ]),
    ...outcomesIn(r).map(({ outcome, path }) => ({ asked: outcome.unless, path: [...path, 'unless'] })),
    ...r.closing.cases.map(({ onlyIf }, index) => ({ asked: onlyIf, path: ['closing', 'cases', index, 'onlyIf'] })),
    ...r.standIns.flatMap(({ when }, index) => when.map((asked) => ({ asked, path: ['standIns', index, 'when'] }))),
  ];
  return conditions.flatMap(({ asked, path }) =>
    asked && 'outcome' in asked ? [{ duty: asked.outcome.duty, is: asked.outcome.is, path }] : [],
  );
}

function restsOnItself(r: Regulation, start: string): boolean {
  const seen = new Set<string>();
  const open = [...(findDuty(r, start)?.after ?? [])];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === start) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...(findDuty(r, id)?.after ?? []));
  }
  return false;
}

/** A duty nobody may ever owe: by wish, or opened only by something that need not happen. */
function isUncertain(duty: Duty | undefined): boolean {
  return duty !== undefined && (duty.need === 'optional' || duty.when !== undefined);
}

function isCaught(r: Regulation, duty: string, is: string, returns: number): boolean {
  return allDuties(r).some(
    ({ when }) =>
      when &&
      'outcome' in when &&
      when.outcome.duty === duty &&
      when.outcome.is === is &&
      when.outcome.times <= returns + 1,
  );
}
