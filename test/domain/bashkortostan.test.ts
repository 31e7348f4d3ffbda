/** Rows of the catalogue of requirements for Bashkortostan, as far as the pure engine can show them. */
import {
  approved,
  closed,
  items,
  comment,
  designing,
  signed,
  concluding,
  carriedOut,
  concluded,
  masterClass,
  report,
} from './bashkortostan-life.ts';

test('a whole route of Bashkortostan: returned twice, escalated, corrected with three signatures, lapsed, prolonged', () => {
  const route = signed().do('cnppmHead', 'decide', { duty: 'agree', outcome: 'refused', comment });
  expect(route.waiting).toEqual(['draft']);
  signed(route).do('cnppmHead', 'decide', { duty: 'agree' });
  route.do('schoolHead', 'decide', { duty: 'approve', outcome: 'refused', comment });
  expect(route.iom.done['agree']).toBeUndefined();
  signed(route).do('cnppmHead', 'decide', { duty: 'agree' }).pass({ days: 16 });
  expect(route.events('escalated').map(({ to }) => to)).toEqual(['cnppmHead', 'regionalAdministrator']);
  route.do('schoolHead', 'decide', { duty: 'approve' });
  route.do('tutor', 'record', { duty: 'startMark', fields: { date: '2027-02-01' } });
  route.do('educator', 'reportItemImpossible', { item: 'i2', comment });
  route.do('tutor', 'amend', { amendment: 'correction', items: [items[0], masterClass], comment });
  for (const role of ['regionalMethodologist', 'tutor', 'educator']) {
    route.do(role, 'decide', { duty: 'signCorrection' });
  }
  expect(route.told('amended')).toEqual(['schoolHead', 'cnppmHead']);
  route.do('educator', 'completeItem', { item: 'i1', fields: report }).pass({ years: 1, days: 20 });
  expect(route.waiting).toContain('afterLapse');
  route.do('tutor', 'decide', { duty: 'afterLapse', outcome: 'goToFinalStage', comment });
  expect(route.stage).toBe('reflection');
  closed(concluded(concluding(route, {}), 'prolong'));
  expect(route.stage).toBe('carriedOver');
  expect(route.events('successorProposed')).toMatchObject([
    { successor: { reason: 'prolongation', atMost: '6 months' }, items: ['i2', 'i3'] },
  ]);
  console.log(
    route.entries.length,
    JSON.stringify(route.entries).length,
    route.entries.map((e) => `${e.act} ${e.events.length} ${JSON.stringify(e).length}`),
    JSON.stringify(route.iom).length,
    JSON.stringify(route.iom.process).length,
  );
});
test('plain', () => {
  const r = closed();
  expect(r.stage).toBe('completed');
  console.log(r.entries.length, JSON.stringify(r.entries).length, r.entries.flatMap((e) => e.events).length);
});
