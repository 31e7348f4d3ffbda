import type { CrashPoint } from './crash-point.ts';
import { Service } from '../support/service.ts';
import { Blow, CutLife } from './cut-short.ts';

test('one', async () => {
  let t = performance.now();
  const lap = (what: string) => { console.log(what, Math.round(performance.now() - t)); t = performance.now(); };
  const service = await Service.open({ worker: 'none' });
  lap('open');
  const worker = await service.startKillable();
  lap('child');
  const cut = new CutLife({ service, point: 'afterCommit' as CrashPoint, blow: new Blow(1), cuts: 4 }, worker);
  await cut.life.opened();
  lap('opened');
  await cut.life.teamed();
  lap('teamed 2');
  await cut.life.diagnosed();
  lap('diag 2');
  for (const { key: _k, answer, ...e } of service.log) console.log(e.path, e.person, Math.round(e.answered - e.sent), answer?.status, JSON.stringify(answer?.body).slice(0, 100));
  await service.close();
  lap('close');
}, 200_000);
