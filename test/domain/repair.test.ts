/** What those who repair may do, and what they may not: a verdict stays with the role the edition names. */
import * as bashkortostan from './bashkortostan-life.ts';
import { agreed, opened, referred, signed } from './test-region-life.ts';

const outside = { on: '2027-01-10', order: '01-07/312' };
const onPaper = {
  reason: 'paperVerdict',
  duty: 'approve',
  signer: { person: 'p-town', role: 'town' },
  outside,
};

test('a verdict on paper counts as its signer’s and shows who entered it', () => {
  const route = signed().do('admin', 'recordOnPaper', onPaper);
  expect(route.stage).toBe('implementation');
  expect(route.events('dutyAnswered').at(-1)).toMatchObject({
    by: { person: 'p-town', role: 'town' },
    enteredBy: { person: 'p-admin', role: 'admin' },
    outside,
  });
  expect(route.entries.at(-1)!.by).toEqual({ person: 'p-admin', role: 'admin' });
});
test.each([
  ['by somebody who may not approve', { signer: { person: 'p-boss', role: 'boss' } }, 'notYourRole'],
  ['by the owner as the town', { signer: { person: 'p-educator', role: 'town' } }, 'ownIom'],
  ['on another opening', { round: 3 }, 'otherRound'],
  ['on another plan', { planVersion: '7' }, 'planChanged'],
  ['without words or a reason', { reason: undefined }, 'reasonRequired'],
])('a paper %s is refused', (_, over, refusal) => {
  expect(signed().refusalOf('admin', 'recordOnPaper', { ...onPaper, ...over })).toBe(refusal);
});
test('the one who enters a paper is nobody’s helper and nobody’s head', () => {
  expect(signed().refusalOf('boss', 'recordOnPaper', onPaper)).toBe('notYourRole');
  expect(signed().refusalOf('admin', 'recordOnPaper', { ...onPaper, person: 'p-educator' })).toBe('ownIom');
  const joint = { duty: 'sign', signer: { person: 'p-x', role: 'helper' }, outside };
  expect(agreed().refusalOf('admin', 'recordOnPaper', joint)).toBe('notAssigned');
});
test('those who repair reassign with a reason, and the former holder acts no more', () => {
  const route = referred().do('admin', 'reassign', { people: { helper: 'p-new' }, reason: 'dismissal' });
  expect([route.iom.assigned['helper'], route.iom.formerlyAssigned]).toEqual(['p-new', { helper: ['p-helper'] }]);
  const back = route.do('boss', 'reassign', { people: { helper: 'p-helper' }, order: '15' });
  expect(back.iom.formerlyAssigned).toEqual({ helper: ['p-new'] });
});
test('nobody is reassigned who was never assigned, and never the owner', () => {
  expect(opened().refusalOf('admin', 'reassign', { people: { helper: 'p-new' }, reason: 'leave' })).toBe('notAssigned');
  expect(referred().refusalOf('admin', 'reassign', { people: { helper: 'p-educator' }, reason: 'leave' })).toBe(
    'ownIom',
  );
  expect(referred().refusalOf('helper', 'reassign', { people: { second: 'p-new' }, order: '15' })).toBe('notYourRole');
});
test('closing by those who repair leaves a route incomplete, whatever was done', () => {
  const route = referred().do('admin', 'close', { reason: 'dismissal' });
  expect([route.stage, route.iom.open, route.iom.moments]).toEqual(['closedIncomplete', [], []]);
});
test('a pause and its end belong to those the edition names and to those who repair', () => {
  const route = referred().do('admin', 'suspend', { reason: 'illness' });
  expect(route.iom.flags).toContain('suspended');
  expect(route.refusalOf('helper', 'resume')).toBe('notYourRole');
  expect(route.do('boss', 'resume').iom.flags).not.toContain('suspended');
  expect(bashkortostan.approved().refusalOf('regionalAdministrator', 'suspend', { reason: 'illness' })).toBe(
    'notAllowed',
  );
});
test('undelivered mail raises a flag that delivery or another try takes down', () => {
  const route = opened().note({ act: 'noteUndelivered', mails: 2 }).note({ act: 'noteUndelivered', mails: 1 });
  expect([route.iom.undelivered, route.iom.flags]).toEqual([3, ['mailUndelivered']]);
  expect(route.do('admin', 'retryMail').iom).toMatchObject({ undelivered: 0, flags: [] });
  expect(route.note({ act: 'noteUndelivered', mails: 1 }).note({ act: 'noteDelivered' }).iom.flags).toEqual([]);
  expect(route.note({ act: 'noteDelivered' }).events('mailDelivered')).toHaveLength(1);
});
test('mail can be sent again after the end', () => {
  const route = referred().do('admin', 'close', { reason: 'dismissal' }).note({ act: 'noteUndelivered', mails: 1 });
  expect(route.acts('admin')).toEqual([{ act: 'retryMail', as: 'admin' }]);
  expect(route.do('admin', 'retryMail').iom.undelivered).toBe(0);
});
test('the last five refused signals are kept', () => {
  const route = opened();
  for (let person = 1; person <= 7; person += 1) {
    route.note({ act: 'noteRefusedSignal', of: 'decide', refusal: 'notYourRole', person: `p-${person}` });
  }
  expect(route.iom.refusedSignals.map(({ person }) => person)).toEqual(['p-3', 'p-4', 'p-5', 'p-6', 'p-7']);
  expect(route.iom.flags).toEqual(['refusedSignal']);
});
