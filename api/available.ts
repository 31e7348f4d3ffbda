/** What the caller may do now, ready to be sent, and for the rest why not. */
import type { z } from 'zod';
import type { PossibleAct } from '../domain/available-acts.ts';
import { availableActs } from '../domain/available-acts.ts';
import { findOpen } from '../domain/duties.ts';
import type { Iom } from '../domain/iom.ts';
import { findDuty } from '../domain/process.ts';
import type { Refusal } from '../domain/refusals.ts';
import { actingRoles } from '../domain/standing.ts';
import { titlesOf } from '../domain/titles.ts';
import type { ActsView } from './answers.ts';
import type { Language } from './problem-words.ts';
import { wordsOf } from './problem-words.ts';
import { clauseOf } from './problems.ts';
import type { Call } from './request.ts';
import type { Route } from './route.ts';

type View = z.infer<typeof ActsView>;

export function actsView({ iom, edition, standing }: Route, { caller, language }: Call): View {
  const titles = titlesOf(edition.regulation);
  const possible = iom.stage === '' ? [] : availableActs(iom, { person: caller.id, roles: actingRoles(standing) });
  const views = possible.map(({ refusal, ...act }) => ({
    ...actView(iom, act, titles.duties),
    ...(refusal && { why: whyView(refusal, language) }),
  }));
  return {
    iom: iom.id,
    actRevision: iom.actRevision,
    planVersion: iom.plan.version,
    available: views.filter(({ why }) => !why),
    unavailable: views.filter(({ why }) => why),
  };
}

function actView(
  iom: Iom,
  { about: _about, ...act }: Omit<PossibleAct, 'refusal'>,
  titles: Record<string, string>,
): View['available'][number] {
  const duty = act.duty ? findDuty(iom.process, act.duty) : undefined;
  const open = act.duty ? findOpen(iom, act.duty) : undefined;
  const clause = clauseOf(duty?.basis);
  return {
    ...(JSON.parse(JSON.stringify(act)) as typeof act),
    ...(duty && { title: titles[duty.duty] ?? duty.duty }),
    ...(open && { round: open.round, planVersion: iom.plan.version }),
    ...(clause && { clause }),
  };
}

function whyView({ refusal, basis, details }: Refusal, language: Language) {
  const clause = clauseOf(basis);
  return { code: refusal, detail: wordsOf(language, refusal)[1], details, ...(clause && { clause }) };
}
