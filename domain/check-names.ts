/**
 * Every code that names something is described in the same file. What a key names is said in the schema itself
 * (`naming` in regulation-words.ts), so a new key is looked up without a line here. Works on a file that is not yet valid.
 */
import { perhaps } from './finding.ts';
import type { Checks } from './finding.ts';
import { Regulation } from './regulation.ts';
import { namedBy } from './regulation-words.ts';
import type { Named } from './regulation-words.ts';
import { isObject, placesIn } from './schema-walk.ts';

/** For each kind of name: how a person calls it, and where it is described. */
const places = {
  role: ['роль', 'roles'],
  duty: ['обязанность', 'stages'],
  record: ['запись', 'records'],
  part: ['часть', 'parts'],
  partOrAny: ['часть', 'parts'],
  kind: ['вид мероприятия', 'parts'],
  mark: ['отметка', 'marks'],
  itemFact: ['сведения о мероприятии', 'itemWords'],
  itemWord: ['сведения о мероприятии', 'itemWords'],
  planState: ['сведения о плане', 'planStates'],
  fact: ['обстоятельство', 'facts'],
  gate: ['порядок', 'gates'],
  way: ['способ начать', 'start'],
  organisationKind: ['вид организации', 'organisationKinds'],
  escalation: ['цепочка', 'escalations'],
  amendment: ['изменение', 'amendments'],
  notice: ['сообщение', 'notices'],
  topic: ['предмет предложения', 'proposalTopics'],
  topicOrAny: ['предмет предложения', 'proposalTopics'],
} as const satisfies Record<Named, readonly [string, string]>;

export const nameChecks: Checks<unknown> = {
  namesAreDescribed: (file) =>
    placesIn(Regulation, file).flatMap(({ schema, value, path }) => {
      const what = namedBy(schema);
      if (!what || typeof value !== 'string') return [];
      const known = namesOf(file, what);
      const [title, where] = places[what];
      return known.includes(value)
        ? []
        : [{ path, says: `${title} «${value}»: в ${where} такой записи нет${perhaps(value, known)}` }];
    }),
};

function namesOf(file: unknown, what: Named): string[] {
  const at = (key: string): unknown => (isObject(file) ? file[key] : undefined);
  switch (what) {
    case 'duty':
      return listed(at('stages'), 'duties').flatMap((duties) => listed(duties, 'duty').filter(isText));
    case 'kind':
      return Object.values(entries(at('parts'))).flatMap((part) => keysOf(isObject(part) ? part['kinds'] : undefined));
    case 'way':
      return listed(at('start'), 'way').filter(isText);
    case 'amendment':
      return listed(at('amendments'), 'amendment').filter(isText);
    case 'partOrAny':
    case 'topicOrAny':
      return ['any', ...keysOf(at(places[what][1]))];
    case 'itemFact':
      return ['from', 'to', 'hours', 'deficits', ...keysOf(at('itemWords')), ...keysOf(at('marks'))];
    default:
      return keysOf(at(places[what][1]));
  }
}

function entries(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {};
}
function keysOf(value: unknown): string[] {
  return Object.keys(entries(value));
}
function listed(value: unknown, key: string): unknown[] {
  return Array.isArray(value) ? value.map((each: unknown) => entries(each)[key]) : [];
}
function isText(value: unknown): value is string {
  return typeof value === 'string';
}
