/** What time does by itself, and what it does not. */
import { nextMoment } from '../../domain/next-moment.ts';
import { open, plan } from './driver.ts';
import { agreed, approved, carriedOut, comment, drafted, opened } from './test-region-life.ts';
import { referred, region, signed, talks, team } from './test-region-life.ts';

function days(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
function finished(): ReturnType<typeof opened> {
  return referred()
    .do('boss', 'recordStep', { item: 'i1', step: 'paper' })
    .do('helper', 'completeItem', { item: 'i1', outcome: 'passed' });
}
function climbing(route: ReturnType<typeof opened>): string[] {
  return route.events('escalated').map(({ to }) => to);
}

test('a duty is reminded of at half its term, lapses once, climbs the chain, and ends at those who repair', () => {
  const route = opened().pass({ months: 3 });
  const late = route.iom.open.find(({ duty }) => duty === 'team')!;
  expect(late).toMatchObject({ reminders: 2, overdue: true, escalatedTo: ['town', 'region', 'admin'] });
  expect(route.events('lapsed').filter(({ duty }) => duty === 'team')).toHaveLength(1);
  expect(route.events('escalated').filter(({ duty, to }) => duty === 'team' && to === 'admin')).toHaveLength(5);
  expect(route.iom.flags).toEqual(['overdue', 'escalated']);
});
test('the late person is passed over and the next link is told at once, with a line in the timeline', () => {
  const route = opened().pass({ days: 17 });
  expect(route.events('escalationSkipped')).toMatchObject([{ duty: 'team', to: 'boss', why: 'late' }]);
  expect(climbing(route)).toEqual(['town']);
});
test('a link nobody holds on this ИОМ is passed over', () => {
  const { up, ...others } = region.escalations;
  const route = open({ ...region, escalations: { ...others, up: { ...up!, to: ['second', 'town'] } } }).pass({
    days: 17,
  });
  expect(route.events('escalationSkipped')).toMatchObject([{ duty: 'team', to: 'second', why: 'vacant' }]);
  expect(climbing(route)).toEqual(['town']);
});
test('a chain goes to whoever stands in, passes over the late, and ends at those who repair', () => {
  const route = opened({ facts: ['bossAbsent'] })
    .do('town', 'assign', team)
    .pass({ months: 1, days: 6 });
  expect(climbing(route)).toEqual(['town', 'town', 'admin']);
});
test('an answer ends the reminding, and takes the flags down', () => {
  const route = opened().pass({ days: 17 });
  route.do('boss', 'assign', team);
  expect(route.iom.flags).toEqual([]);
  expect(route.iom.moments.filter(({ duty }) => duty === 'team')).toEqual([]);
});
test('three months in which nobody looked are caught up in one act, and reminders that were overtaken are not claimed', () => {
  const route = approved().do('boss', 'decide', { duty: 'refer' }).sleep({ years: 2 });
  expect(route.events('termLapsed')).toHaveLength(1);
  expect(route.events('reminded')).toEqual([]);
  expect(route.waiting).toContain('afterLapse');
  expect(nextMoment(route.iom)!.at > route.now).toBe(true);
});
test('an act that comes a second after the term does not swallow the lapse of another duty', () => {
  const route = opened();
  route.now = '2027-03-01T00:00:00.000Z';
  route.do('owner', 'record', { duty: 'test', fields: { level: { first: 'low' }, form: 'oral' } });
  expect(
    route
      .note({ act: 'timePasses' })
      .events('lapsed')
      .map(({ duty }) => duty),
  ).toEqual(['team']);
});
test('the minimum holds a finished route until it has passed, or until a person lets it go', () => {
  expect([finished().stage, finished().iom.flags]).toEqual(['implementation', ['earlyWait']]);
  expect(finished().do('region', 'overrideMinimum', { comment }).stage).toBe('reflection');
  expect(finished().pass({ days: 31 }).stage).toBe('reflection');
});
test('the clock is worked out in the region’s own zone', () => {
  expect(approved().iom.clock).toMatchObject({
    earliestEnd: '2027-02-10T12:00:00.000Z',
    latestEnd: '2027-07-11T11:59:59.999Z',
  });
});
test('a pause moves every term by whole days and the days of events by none', () => {
  const route = referred();
  const [end, due] = [route.iom.clock!.latestEnd!, route.iom.open.find(({ duty }) => duty === 'acknowledge')!.due!];
  const ends = route.iom.moments.filter(({ what }) => what === 'itemsEnd');
  route.do('boss', 'suspend', { comment }).pass({ days: 10, hours: 2 });
  expect([nextMoment(route.iom), route.waiting]).toEqual([null, []]);
  route.do('boss', 'resume');
  expect(days(end, route.iom.clock!.latestEnd!)).toBe(10);
  expect(days(due, route.iom.open.find(({ duty }) => duty === 'acknowledge')!.due!)).toBe(10);
  expect(route.iom.moments.filter(({ what }) => what === 'itemsEnd')).toEqual(ends);
});
test('a moved term is told about afresh', () => {
  const route = opened().pass({ days: 17 });
  route.do('admin', 'moveTerm', { duty: 'team', due: '2027-02-20', reason: 'illness' });
  expect(route.iom.open.find(({ duty }) => duty === 'team')).toMatchObject({
    due: '2027-02-20T11:59:59.999Z',
    overdue: false,
    escalatedTo: [],
  });
  expect(
    route
      .pass({ days: 30 })
      .events('lapsed')
      .filter(({ duty }) => duty === 'team'),
  ).toHaveLength(2);
});
test('a prolonged term runs from its old end, and the lapse is forgotten', () => {
  const route = referred().pass({ months: 7 });
  expect(route.iom.flags).toContain('termOver');
  route.do('boss', 'prolong', { term: '3 months', comment });
  expect(route.iom.clock!.latestEnd).toBe('2027-10-11T11:59:59.999Z');
  expect(route.iom.flags).not.toContain('termOver');
});
test('a part whose events are over closes by itself, day by day', () => {
  const route = drafted();
  route.do('owner', 'plan', { duty: 'planSide', plan: plan(talks, []) });
  expect(route.iom.moments.filter(({ what }) => what === 'itemsEnd').map(({ to }) => to)).toEqual([
    '2027-03-10',
    '2027-03-15',
  ]);
  expect(carriedOut(referred(approved(signed(agreed(route))))).stage).toBe('reflection');
});
test('after a fault of the engine a route waits for a person, and a person gets it going again', () => {
  const route = opened().note({ act: 'noteEngineFault' });
  expect([nextMoment(route.iom), route.iom.flags]).toEqual([null, ['engineFault']]);
  route.do('owner', 'notice', { notice: 'question' });
  expect([nextMoment(route.iom) !== null, route.iom.flags]).toEqual([true, []]);
});
