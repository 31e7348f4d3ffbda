/**
 * Every code that names something is described in the same file. What a key names is said in the schema itself
 * (`naming` in regulation-words.ts), so a new key is looked up without a line here. Works on a file that is not yet valid.
 */
import { perhaps, whatThereIs } from './finding.ts';
import type { Checks } from './finding.ts';
import { Regulation } from './regulation.ts';
import { Code, namedBy } from './regulation-words.ts';
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
      if (!what || !Code.safeParse(value).success) return []; // the schema tells what is wrong with it
      const written = String(value);
      const known = namesOf(file, what);
      const [title, where] = places[what];
      return known.includes(written)
        ? []
        : [
            {
              path,
              says: `${title} «${written}»: в ${where} такой записи нет${perhaps(written, known) || whatThereIs(known)}`,
            },
          ];
    }),
};

function namesOf(file: unknown, what: Named): string[] {
  const held = entries(file);
  return namesThatAreNotKeys[what]?.(held) ?? keysOf(held[places[what][1]]);
}

/** Names that are written as a value (`duty: approve`) or that come on top of those described in the file. */
const namesThatAreNotKeys: Partial<Record<Named, (file: Record<string, unknown>) => string[]>> = {
  duty: ({ stages }) => listed(stages, 'duties').flatMap((duties) => listed(duties, 'duty').filter(isText)),
  kind: ({ parts }) => Object.values(entries(parts)).flatMap((part) => keysOf(entries(part)['kinds'])),
  way: ({ start }) => listed(start, 'way').filter(isText),
  amendment: ({ amendments }) => listed(amendments, 'amendment').filter(isText),
  partOrAny: ({ parts }) => ['any', ...keysOf(parts)],
  topicOrAny: ({ proposalTopics }) => ['any', ...keysOf(proposalTopics)],
  itemFact: ({ itemWords, marks }) => ['from', 'to', 'hours', 'deficits', ...keysOf(itemWords), ...keysOf(marks)],
};

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
