/** Random acts by random people: mostly sensible, sometimes nonsense. The same number always makes the same act. */
import type { ActName, AnyAct, FieldValue, ProposedPlan } from '../../domain/acts.ts';
import { outcomesOf, recordFor, stepsOf } from '../../domain/duties.ts';
import type { Actor, Iom, Item } from '../../domain/iom.ts';
import { missingRoles, standInFor } from '../../domain/permit.ts';
import { allDuties, getDuty } from '../../domain/process.ts';
import type { Duty, RecordKind } from '../../domain/process.ts';
import { personFor, words } from './driver.ts';

export type Walk = { plans: ProposedPlan[]; amended: ProposedPlan[] };
type Loose = { act: ActName; by: Actor } & Record<string, unknown>;

const comment = words('why');

/** A stream of small numbers out of one number (mulberry32), so that a step of a walk is one number to shrink. */
export class Dice {
  private state: number;
  constructor(seed: number) {
    this.state = seed;
  }
  roll(sides: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  }
  pick<T>(list: readonly T[]): T | undefined {
    return list[this.roll(list.length || 1)];
  }
  once(sides: number): boolean {
    return this.roll(sides) === 0;
  }
}

export function randomAct(iom: Iom, dice: Dice, walk: Walk): AnyAct {
  if (dice.once(14)) return { act: 'timePasses' };
  if (iom.suspended && dice.once(2)) return { act: 'resume', by: { person: 'p-admin', role: 'admin' } };
  if (dice.once(60)) return { act: 'noteRefusedSignal', of: 'decide', refusal: 'notYourRole', person: 'p-boss' };
  const act = dice.roll(10) < 7 ? onDuty(iom, dice, walk) : elsewhere(iom, dice, walk);
  return spoil({ comment, ...act }, dice) as AnyAct;
}

/** Now and then a wrong person, a wrong role, an old look at things, or no words. */
function spoil(act: Loose, dice: Dice): Loose {
  if (!dice.once(6)) return act;
  const { comment: _, ...wordless } = act;
  const spoilt: Loose[] = [
    { ...act, by: { ...act.by, person: 'p-educator' } },
    { ...act, by: { ...act.by, person: 'p-stranger' } },
    { ...act, round: 99 },
    { ...act, planVersion: '9-00000000' },
    { ...act, ifRevision: 9999 },
    wordless as Loose,
    { ...act, fields: {} },
    { ...act, outcome: 'nonsense' },
  ];
  return dice.pick(spoilt) ?? act;
}

function onDuty(iom: Iom, dice: Dice, walk: Walk): Loose {
  const open = dice.pick(iom.open.filter(({ duty }) => getDuty(iom.process, duty).need !== 'optional' || dice.once(8)));
  const duty = open && !dice.once(10) ? getDuty(iom.process, open.duty) : dice.pick(allDuties(iom.process));
  if (!duty) throw new Error('an edition without duties');
  const outcomes = outcomesOf(duty);
  const outcome = dice.once(5) ? dice.pick(outcomes) : outcomes[0];
  const missing = missingRoles(iom, duty);
  const by = someone(iom, dice, duty.outcomes[outcome ?? '']?.by ?? (dice.once(6) ? (duty.byAll ?? missing) : missing));
  const answer = {
    by,
    duty: duty.duty,
    outcome,
    round: iom.rounds[duty.duty] ?? 1,
    fields: fieldsFor(iom, recordFor(duty, outcome ?? ''), dice),
  };
  return dice.once(12) ? onPaper(iom, dice, answer) : asAct(iom, dice, duty, answer, walk);
}

type Answer = { by: Actor; duty: string; outcome: string | undefined; round: number; fields: object };

function asAct(iom: Iom, dice: Dice, duty: Duty, answer: Answer, walk: Walk): Loose {
  const planVersion = iom.plan.version;
  if (duty.does === 'plan') return { act: 'plan', ...answer, plan: dice.pick(walk.plans) };
  if (duty.does === 'decide') return { act: 'decide', ...answer, planVersion };
  if (duty.does === 'record') return { act: 'record', ...answer };
  const people = Object.fromEntries(
    (duty.assigns ?? []).map((role) => [role, dice.once(9) ? iom.educator : personFor(role)]),
  );
  return { act: 'assign', ...answer, people };
}

function onPaper(iom: Iom, dice: Dice, { by, duty, outcome, round }: Answer): Loose {
  const outside = { on: '2027-01-10', order: '12' };
  const entered = someone(iom, dice, iom.process.repair.by);
  return {
    act: 'recordOnPaper',
    by: entered,
    duty,
    outcome,
    round,
    planVersion: iom.plan.version,
    signer: by,
    outside,
  };
}

function elsewhere(iom: Iom, dice: Dice, walk: Walk): Loose {
  const item = dice.pick(iom.plan.items.filter(({ outcome }) => !outcome || dice.once(5)));
  const acts = item && dice.roll(3) > 0 ? onItem(iom, dice, item) : onCourse(iom, dice, walk);
  return dice.pick(acts) ?? { act: 'notice', by: someone(iom, dice, []), notice: 'none' };
}

function onItem(iom: Iom, dice: Dice, item: Item): Loose[] {
  const part = iom.process.parts[item.part]!;
  const fields = valuesFor(iom, part.completionNeeds, dice);
  const outcome = dice.once(4) ? dice.pick(part.outcomes) : part.outcomes[0];
  const steps = stepsOf(iom, item).map(({ step, by }): Loose => ({
    act: 'recordStep',
    by: someone(iom, dice, by),
    item: item.id,
    step,
  }));
  const complete: Loose = {
    act: 'completeItem',
    by: someone(iom, dice, part.completedBy),
    item: item.id,
    outcome,
    fields,
  };
  const impossible: Loose = { act: 'reportItemImpossible', by: someone(iom, dice, part.impossibleBy), item: item.id };
  return [...steps, ...steps, complete, complete, complete, impossible];
}

function onCourse(iom: Iom, dice: Dice, walk: Walk): Loose[] {
  const { process, plan } = iom;
  const by = (roles: readonly string[] | undefined): Actor => someone(iom, dice, roles ?? []);
  const repair = by(process.repair.by);
  const duty = dice.pick(iom.open)?.duty ?? 'none';
  const end: Loose[] = dice.once(25)
    ? [
        { act: 'cancel', by: by(process.cancelling.by) },
        { act: 'close', by: repair },
      ]
    : [];
  return [
    ...process.amendments.map(({ amendment, by: roles }): Loose => ({
      act: 'amend',
      by: by(roles),
      amendment,
      items: dice.pick(walk.amended)?.items,
      planVersion: plan.version,
    })),
    ...process.proposals.map((each): Loose => ({
      act: 'propose',
      by: by(each.by),
      about: dice.pick(process.proposalTopics),
    })),
    ...Object.entries(process.notices)
      .map(([notice, each]): Loose => ({ act: 'notice', by: by(each.by), notice }))
      .slice(dice.roll(9)),
    { act: 'reorderItems', by: by(['owner']), items: plan.items.map(({ id }) => id).toReversed() },
    { act: 'prolong', by: by(process.prolongation?.by), term: dice.pick(['1 month', '2 years']) },
    { act: 'overrideMinimum', by: by(process.term.atLeast?.overriddenBy) },
    { act: dice.once(3) ? 'suspend' : 'resume', by: by(process.suspension?.by) },
    { act: 'resume', by: repair },
    { act: 'moveTerm', by: repair, duty, due: dice.pick(['2026-01-01', '2028-06-01', '2031-01-01']) },
    {
      act: 'reassign',
      by: repair,
      reason: 'leave',
      people: { [dice.pick(Object.keys(iom.assigned)) ?? 'none']: dice.pick(['p-other', 'p-educator']) },
    },
    { act: 'retryMail', by: repair },
    ...end,
  ];
}

/** Somebody who probably may: the role's holder on this ИОМ. Sometimes somebody who may not. */
function someone(iom: Iom, dice: Dice, allowed: readonly string[]): Actor {
  const roles = Object.keys(iom.process.roles);
  const named = allowed.length > 0 && !dice.once(12) ? standInFor(iom, dice.pick(allowed) ?? '') : dice.pick(roles);
  const role = named ?? '';
  const owner = iom.process.roles[role]?.heldBy === 'owner';
  return { person: owner ? iom.educator : (iom.assigned[role] ?? personFor(role)), role };
}

function fieldsFor(iom: Iom, record: string | undefined, dice: Dice): Record<string, FieldValue> {
  return valuesFor(iom, iom.process.records[record ?? '']?.fields ?? {}, dice);
}

function valuesFor({ process }: Iom, kinds: RecordKind['fields'], dice: Dice): Record<string, FieldValue> {
  const some = Object.keys(process.competences)[0] ?? '';
  const values = Object.entries(kinds).map(([field, { kind }]): [string, FieldValue] => {
    if (Array.isArray(kind)) return [field, dice.pick(kind) ?? ''];
    if (kind === 'date') return [field, '2027-01-11'];
    if (kind === 'number') return [field, 5];
    return [field, kind === 'levels' ? { [some]: 'low' } : words('text')];
  });
  return Object.fromEntries(values);
}
