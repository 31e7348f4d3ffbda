/** One life of a Bashkortostan route, step by step, so that a test begins where its story does. */
import { bashkortostan, educator, fields, item, open, plan, words } from './driver.ts';
import type { Route } from './driver.ts';

export const region = bashkortostan();
export const items = [
  item('i1', {
    part: 'whole',
    kind: 'masteryProgramme',
    marks: ['regional'],
    words: { name: words('name'), organiser: words('cnppm') },
    from: '2027-03-01',
    to: '2027-12-01',
  }),
  item('i2', {
    part: 'whole',
    kind: 'lessonVisit',
    marks: ['school'],
    words: { name: words('name'), organiser: words('school') },
  }),
];
export const masterClass = item('i3', {
  part: 'whole',
  kind: 'masterClass',
  marks: ['school'],
  words: { name: words('name'), organiser: words('school') },
});
export const card = plan(items);
export const team = {
  duty: 'team',
  people: {
    tutor: 'p-tutor',
    regionalMethodologist: 'p-methodologist',
    deputyHead: 'p-deputy',
    subjectAssociationHead: 'p-association',
  },
  fields: fields(['orderNumber'], { date: '2027-01-11' }),
};
export const meeting = {
  duty: 'openingMeeting',
  fields: fields(['participants', 'tutorCooperation', 'draftOrder'], { date: '2027-01-11' }),
};
export const levels = { subject: 'high', methodological: 'low', ict: 'medium' };
export const entry = { duty: 'entryDiagnostics', fields: { form: 'selfDiagnosis', levels } };
export const needs = { duty: 'needs', fields: fields(['deficits', 'difficulties', 'needs', 'requests']) };
export const programme = {
  duty: 'approveProgramme',
  fields: fields(['programme'], { date: '2027-01-11' }),
};
export const report = fields(['report', 'result', 'presentationForm']);
export const finalEvent = {
  duty: 'finalEvent',
  fields: fields(['form', 'name', 'methodologistPresent', 'tutorPresent'], { level: 'school', dates: '2027-12-20' }),
};
export const comment = words('why');

export function conclusion(outcome: string): { duty: string; outcome: string; fields: object } {
  return { duty: 'tutorConclusion', outcome, fields: fields(['comparison', 'optimality']) };
}
export function opened(given: Parameters<typeof open>[1] = {}): Route {
  return open(region, given);
}
export function teamed(given: Parameters<typeof open>[1] = {}): Route {
  return opened(given).do('cnppmHead', 'record', meeting).do('cnppmHead', 'assign', team);
}
export function designing(given: Parameters<typeof open>[1] = {}): Route {
  return teamed(given)
    .do('educator', 'record', entry)
    .do('regionalMethodologist', 'record', needs)
    .do('cnppmHead', 'decide', programme);
}
export function drafted(route = designing()): Route {
  return route.do('tutor', 'plan', { duty: 'draft', plan: card });
}
export function signed(route = designing()): Route {
  return drafted(route)
    .do('regionalMethodologist', 'decide', { duty: 'signCard' })
    .do('educator', 'decide', { duty: 'signCard' });
}
export function agreed(route = designing()): Route {
  return signed(route).do('cnppmHead', 'decide', { duty: 'agree' });
}
export function approved(route = designing()): Route {
  return agreed(route).do('schoolHead', 'decide', { duty: 'approve' });
}
export function carriedOut(route = approved()): Route {
  if (route.waiting.includes('startMark')) {
    route.do('tutor', 'record', { duty: 'startMark', fields: { date: route.now.slice(0, 10) } });
  }
  for (const { id } of route.iom.plan.items.filter(({ outcome }) => !outcome)) {
    route.do('educator', 'completeItem', { item: id, fields: report });
  }
  return route;
}
export function concluding(route = carriedOut(), diagnostics: object = { outcome: 'removed' }): Route {
  return route
    .do('tutor', 'record', { duty: 'completionMark', fields: { date: '2027-12-15' } })
    .do('tutor', 'record', { duty: 'finalDiagnostics', fields: { levels }, ...diagnostics })
    .do('educator', 'record', { duty: 'selfAnalysis', fields: fields(['analysis', 'satisfaction']) })
    .do('educator', 'record', finalEvent)
    .do('deputyHead', 'record', { duty: 'monitoring', fields: fields(['results', 'observations', 'sources']) });
}
export function concluded(route = concluding(), outcome = 'success'): Route {
  return route
    .do('tutor', 'decide', conclusion(outcome))
    .do('regionalMethodologist', 'record', { duty: 'conclusions', fields: fields(['results']) });
}
export function closed(route = concluded()): Route {
  return route
    .do('regionalMethodologist', 'decide', { duty: 'signConclusions' })
    .do('schoolHead', 'decide', { duty: 'signConclusions' })
    .do('educator', 'decide', { duty: 'acknowledgeConclusions' });
}
export { educator };
