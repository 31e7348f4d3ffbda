/** Reading an edition's duties against one ИОМ: what applies, what is open, what an answer may be. Decides nothing. */
import type { Item, Iom, OpenDuty } from './iom.ts';
import { allDuties, getDuty, stageOf } from './process.ts';
import type { Condition, Duty, Part, Stage, Step } from './process.ts';

export function holds(iom: Iom, condition: Condition): boolean {
  if ('assigned' in condition) return condition.assigned in iom.assigned;
  if ('outcome' in condition) return iom.done[condition.outcome.duty]?.outcome === condition.outcome.is;
  if ('fact' in condition) return iom.facts.includes(condition.fact);
  if ('organisation' in condition) return iom.place.organisationKind === condition.organisation;
  if ('way' in condition) return iom.way === condition.way;
  if ('gate' in condition) return iom.process.gates[condition.gate]?.on === true;
  return iom.ownerHolds.includes(condition.ownerHolds);
}

export function applies(iom: Iom, { onlyIf, unless }: Pick<Duty, 'onlyIf' | 'unless'>): boolean {
  return (!onlyIf || holds(iom, onlyIf)) && !(unless && holds(iom, unless));
}

export function stageNow(iom: Iom): Stage {
  return stageOf(iom.process, iom.stage);
}

export function findOpen(iom: Iom, duty: string): OpenDuty | undefined {
  return iom.open.find((each) => each.duty === duty);
}

/** A decision without a verdict is a choice between the outcomes the edition names; it has no plain answer. */
export function isChoice(duty: Duty): boolean {
  return duty.does === 'decide' && !duty.verdict;
}

/** The answer that fulfils a duty without further ado: "given" for a verdict, "done" for a deed. */
export function plainOutcome(duty: Duty): string | undefined {
  if (isChoice(duty)) return undefined;
  return duty.does === 'decide' ? 'given' : 'done';
}

export function outcomesOf(duty: Duty): string[] {
  const plain = plainOutcome(duty);
  return [...(plain ? [plain] : []), ...Object.keys(duty.outcomes)];
}

/** Roles the edition names for this answer, before any stand-in. */
export function rolesNamed(duty: Duty, outcome?: string): string[] {
  return (outcome ? duty.outcomes[outcome]?.by : undefined) ?? duty.by ?? duty.byAll ?? [];
}

/** What is to be written down with this answer: an outcome of its own has a record of its own, or none. */
export function recordFor(duty: Duty, outcome: string): string | undefined {
  const named = duty.outcomes[outcome];
  return named ? named.record : duty.record;
}

export function isJoint(duty: Duty, outcome: string): boolean {
  return duty.byAll !== undefined && !duty.outcomes[outcome];
}

/** A plan that was submitted may be replaced while its stage lasts; whatever rests on it is then asked again. */
export function canReplan(iom: Iom, duty: Duty): boolean {
  return duty.does === 'plan' && iom.done[duty.duty] !== undefined && stageNow(iom).duties.includes(duty);
}

export function isSatisfied(iom: Iom, id: string): boolean {
  return iom.done[id]?.fulfils === true || !applies(iom, getDuty(iom.process, id));
}

/** Is this duty about signing that amendment? */
export function isAbout(iom: Iom, id: string, amendment: string): boolean {
  const { when } = getDuty(iom.process, id);
  return when !== undefined && 'amended' in when && when.amended === amendment;
}

export function dutiesAfterLapse(iom: Iom): Duty[] {
  return allDuties(iom.process).filter(({ when }) => when !== undefined && 'termLapsed' in when);
}

export function findItem(iom: Iom, id: string | undefined): Item | undefined {
  return iom.plan.items.find((each) => each.id === id);
}

export function partOf(iom: Iom, item: Item): Part {
  const part = iom.process.parts[item.part];
  if (!part) throw new Error(`the edition has no part ${item.part}`);
  return part;
}

export function stepsOf(iom: Iom, item: Item): Step[] {
  return partOf(iom, item).steps.filter((step) => !step.kinds || step.kinds.includes(item.kind));
}
