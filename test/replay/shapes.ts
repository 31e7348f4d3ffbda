/**
 * One short life per way the control of a route can flow, each named after its shape. What people say matters little
 * here; that timers, local and ordinary activities, updates, signals and runs follow each other differently does.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { words } from '../workflows/driver.ts';
import type { Conductor, Route, Said } from '../workflows/driver.ts';
import { meeting, team } from '../workflows/said.ts';
import { whileRowIsHeld, writeUntilNewRun } from '../workflows/short-runs.ts';

export const shapes = {
  'approved-first-time': async (conductor) => approve(await agree(await sign(await draft(await prepare(conductor))))),
  'returned-once': async (conductor) => {
    const route = await sign(await draft(await prepare(conductor)));
    await decide(route, 'centre', 'cnppmHead', 'agree', { outcome: 'refused', comment: words() });
    return agree(await sign(await draft(route)));
  },
  'lapsed-and-escalated': async (conductor) => {
    const route = await conductor.open();
    await route.letPass('40 days');
    return route.do('centre', 'cnppmHead', meeting);
  },
  'signal-refused': async (conductor) => {
    const route = await conductor.open();
    await route.handle.signal('approveEverything', 'now');
    await route.signal(await route.prepare('centre', 'cnppmHead', meeting, { proven: false }));
    await route.handle.cancel();
    await route.do('centre', 'cnppmHead', meeting);
    return route;
  },
  'continued-as-new': async (conductor) => {
    const route = await conductor.open();
    await route.letPass('10 days');
    await writeUntilNewRun(route);
    await route.letPass('5 days');
    return route.do('centre', 'cnppmHead', meeting);
  },
  'database-away': async (conductor) => {
    const route = await conductor.open();
    const { met } = await whileRowIsHeld(route, async () => {
      const asked = route.do('centre', 'cnppmHead', meeting);
      await sleep(7_000);
      return { met: asked };
    });
    await met;
    return route.do('centre', 'cnppmHead', team);
  },
  'mail-away': async (conductor) => {
    const route = await conductor.open();
    await conductor.sink.stop();
    await route.letPass('8 days');
    await conductor.sink.start();
    await route.letPass('7 hours');
    return route.do('centre', 'cnppmHead', meeting);
  },
  cancelled: async (conductor) => {
    const route = await conductor.open();
    await route.do('teacher1', 'educator', { act: 'cancel', comment: words() });
    await route.handle.result();
    return route;
  },
} satisfies Record<string, (conductor: Conductor) => Promise<Route>>;
export type Shape = keyof typeof shapes;

/** After how many events the server of a shape suggests another run. */
export const suggestedAfter: Partial<Record<Shape, number>> = { 'continued-as-new': 40 };

async function prepare(conductor: Conductor): Promise<Route> {
  const route = await conductor.open();
  const levels = { subject: 'high', methodological: 'medium', ict: 'medium' };
  const needs = { deficits: words(), difficulties: words(), needs: words(), requests: words() };
  await route.do('centre', 'cnppmHead', meeting);
  await route.do('centre', 'cnppmHead', team);
  await route.do('teacher1', 'educator', recorded('entryDiagnostics', { form: 'selfDiagnosis', levels }));
  await route.do('methodologist1', 'regionalMethodologist', recorded('needs', needs));
  const fields = { programme: words(), date: '2026-09-05' };
  return decide(route, 'centre', 'cnppmHead', 'approveProgramme', { fields });
}
function recorded(duty: string, fields: object): Said {
  return { act: 'record', duty, fields };
}

function draft(route: Route): Promise<Route> {
  const each = { part: 'whole', deficits: [], words: { organiser: words(), name: words() } };
  const items = [
    { ...each, id: 'i1', kind: 'masteryProgramme', marks: ['regional'], from: '2027-01-11', to: '2027-06-01' },
    { ...each, id: 'i2', kind: 'lessonVisit', marks: ['school'], from: '2027-02-01', to: '2027-02-20' },
  ];
  return route.do('tutor1', 'tutor', {
    act: 'plan',
    duty: 'draft',
    fields: {},
    plan: { items, states: {}, deficits: [] },
  });
}
async function sign(route: Route): Promise<Route> {
  await decide(route, 'methodologist1', 'regionalMethodologist', 'signCard');
  return decide(route, 'teacher1', 'educator', 'signCard');
}
function agree(route: Route): Promise<Route> {
  return decide(route, 'centre', 'cnppmHead', 'agree');
}
function approve(route: Route): Promise<Route> {
  return decide(route, 'head1', 'schoolHead', 'approve');
}
async function decide(route: Route, person: string, role: string, duty: string, more: object = {}): Promise<Route> {
  const { open, plan } = await route.state();
  const round = open.find((each) => each.duty === duty)?.round ?? 1;
  return route.do(person, role, { act: 'decide', duty, round, planVersion: plan.version, fields: {}, ...more });
}
