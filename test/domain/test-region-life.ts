/** One life of a route of the invented region, step by step. */
import { fields, item, open, plan, testRegion, words } from './driver.ts';
import type { Route } from './driver.ts';

export const region = testRegion();
export const comment = words('why');
export const course = item('i1', {
  part: 'main',
  kind: 'course',
  marks: ['listed'],
  from: '2027-02-01',
  to: '2027-03-15',
});
export const secondCourse = { ...course, id: 'i2' };
export const talks = ['i3', 'i4'].map((id) => item(id, { part: 'side', kind: 'talk' }));
export const card = plan([course], ['aim']);
export const note = fields(['note']);
export const team = {
  duty: 'team',
  people: { helper: 'p-helper', second: 'p-second' },
  fields: fields(['orderNumber'], { date: '2027-01-11' }),
};
export const check = { duty: 'test', fields: { level: { first: 'low' }, form: 'oral' } };

type Given = Parameters<typeof open>[1];

export function opened(given: Given = {}): Route {
  return open(region, given);
}
export function designing(given: Given = {}, boss = 'boss'): Route {
  return opened(given).do(boss, 'assign', team).do('owner', 'record', check);
}
export function drafted(route = designing()): Route {
  return route.do('boss', 'plan', { duty: 'draft', plan: card });
}
export function agreed(route = drafted()): Route {
  return route.do('second', 'decide', { duty: 'agreeSecond' });
}
export function signed(route = agreed()): Route {
  for (const role of ['owner', 'helper', 'second']) route.do(role, 'decide', { duty: 'sign' });
  return route;
}
export function approved(route = signed()): Route {
  return route.do('town', 'decide', { duty: 'approve' });
}
export function referred(route = approved()): Route {
  return route.do('boss', 'decide', { duty: 'refer' });
}
export function carriedOut(route = referred()): Route {
  return route
    .do('boss', 'recordStep', { item: 'i1', step: 'paper' })
    .do('helper', 'completeItem', { item: 'i1', outcome: 'passed' })
    .pass({ months: 2 });
}
export function defended(route = carriedOut()): Route {
  return route.do('helper', 'record', { duty: 'defend', fields: note });
}
export function closed(route = defended()): Route {
  return route.do('boss', 'decide', { duty: 'results', outcome: 'good', fields: note });
}
