/** What a lawyer reads after a slip in the file: file, line, place, and what to do. */
import { readFileSync } from 'node:fs';
import { readEdition } from '../../regulations/read-edition.ts';

const file = 'ru-tst.2020-01-01.yaml';
const text = readFileSync(`test/fixtures/${file}`, 'utf8');

function problemsAfter(...changes: [from: string, to: string][]): string[] {
  const changed = changes.reduce((sofar, [from, to]) => {
    if (!sofar.includes(from)) throw new Error(`the fixture has no «${from}»`);
    return sofar.replace(from, () => to);
  }, text);
  return readEdition(file, changed).problems;
}
function lineOf(part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length;
}

test('an untouched file has no problem', () => expect(problemsAfter()).toEqual([]));

test.each<[string, string, string, string]>([
  [
    'an unknown key is told with the key that was meant',
    'cancelling: {',
    'canceling: {',
    'canceling: ключа «canceling» здесь не бывает; возможно, «cancelling»',
  ],
  [
    'a missing key is told with its meaning',
    'title: помощники\n',
    'need: required\n',
    'team.title: не хватает ключа «title». Название по-русски',
  ],
  [
    'a value without a basis is refused',
    'escalate: up, basis: default 8 }',
    'escalate: up }',
    'within.basis: нет основания: добавьте basis: source',
  ],
  [
    'a basis without its origin is refused',
    'basis: source 14 }',
    'basis: пункт 14 }',
    'outside.basis: «пункт 14» сюда не подходит. Основание: «source 4.3.2 ¶2»',
  ],
  [
    'a term in Russian is refused with an example',
    'term: 6 months',
    'term: полгода',
    'term.atMost.term: «полгода» сюда не подходит. Срок: число и единица',
  ],
  [
    'a term of no length is refused',
    'term: 6 months',
    'term: 0 months',
    'term.atMost.term: «0 months» сюда не подходит',
  ],
  [
    'a verdict with a slip is told with the one that was meant',
    'verdict: AGREE',
    'verdict: AGRE',
    'agreeSecond.verdict: «AGRE» сюда не подходит; возможно, «AGREE»',
  ],
  [
    'a rule nobody knows is told with those that are known',
    'rule: planStates',
    'rule: planState',
    'planRules.planState[1].rule: «planState» сюда не подходит; возможно, «planStates»',
  ],
  [
    'a role nobody described is told with the one that was meant',
    'by: [town]',
    'by: [twon]',
    'approve.by[1]: роль «twon»: в roles такой записи нет; возможно, «town»',
  ],
  ['one name where a list is wanted', 'by: [town]', 'by: town', 'approve.by: здесь «town», а нужно: список'],
  [
    'a number that is a text',
    "number: '0'",
    'number: 0',
    'act.number: здесь «0», а нужно: текст; возьмите число в кавычки',
  ],
  [
    'a date in Russian order',
    'date: 2020-01-01, issuer',
    'date: 01.01.2020, issuer',
    'act.date: «01.01.2020» сюда не подходит. Дата вида 2022-07-28',
  ],
  [
    'a condition nobody knows',
    'onlyIf: { way: nextCycle }',
    'onlyIf: { wya: nextCycle }',
    'onlyIf: ключа «wya» здесь не бывает; возможно, «way»',
  ],
  [
    'two conditions at once',
    'onlyIf: { way: nextCycle }',
    'onlyIf: { way: nextCycle, fact: obliged }',
    'onlyIf: ключи way, fact здесь исключают друг друга',
  ],
  ['a slip inside a condition', 'times: 2 }', 'times: 0 }', 'when.outcome.times: слишком мало, нужно больше 0'],
  ['an empty list', 'to: [boss, town, region]', 'to: []', 'escalations.up.to: список пуст, нужна хотя бы одна строка'],
  ['an empty title', 'title: помощники', "title: ''", 'team.title: пусто, нужен текст'],
  [
    'a code in Russian',
    'gates:\n  extraApproval:',
    'gates:\n  дополнительно:',
    'gates.дополнительно: код «дополнительно» не подходит: латинские буквы',
  ],
  [
    'a Russian letter in a role',
    'by: [town]',
    'by: [tоwn]',
    'approve.by[1]: в «tоwn» 2-я буква «о» русская, а нужна латинская',
  ],
  ['a Russian letter in a verdict', 'verdict: AGREE', 'verdict: АGREE', 'в «АGREE» 1-я буква «А» русская'],
  ['a Russian letter in a term', 'term: 6 months', 'term: 6 mоnths', 'в «mоnths» 2-я буква «о» русская'],
  [
    'a Russian letter in a key',
    'cancelling: {',
    'сancelling: {',
    'здесь не бывает (в «сancelling» 1-я буква «с» русская',
  ],
  ['a Russian letter in a code', 'gates:\n  extraApproval:', 'gates:\n  extrаApproval:', '5-я буква «а» русская'],
  [
    'a role that resembles none is told with those there are',
    'by: [town]',
    'by: [inspectorate]',
    'роль «inspectorate»: в roles такой записи нет; есть: owner, helper, second, boss, town, region, admin, system',
  ],
  [
    'a chain that resembles none is told with those there are',
    'escalate: up, basis: default 8 }',
    'escalate: sideways, basis: default 8 }',
    'цепочка «sideways»: в escalations такой записи нет; есть: up',
  ],
  [
    'a duty that resembles none is told with the first fifteen',
    'from: approve\n',
    'from: inspectorate\n',
    'в stages такой записи нет; есть: team, test, imported, draft, planSide, agreeSecond, confirmBoss, sign, approveExtra, approve, acknowledge, refer, note, diary, signChange …',
  ],
  [
    'a reminder before the term begins',
    'remind: [half, 3 days]',
    'remind: [half, 30 days]',
    'за 30 days до конца не напомнить: весь срок — 14 days',
  ],
  [
    'lines that go upwards',
    'outside: { basis: source 14 }',
    'outside: { basis: source 14 L112–99 }',
    'outside.basis: «L112–99»: конец раньше начала',
  ],
  ['yes in Russian', 'repeats: true', 'repeats: да', 'note.repeats: здесь «да», а нужно: true или false'],
  ['a key written twice', 'outside: { basis: source 14 }', 'prolongation: null', 'ключ написан дважды в одном месте'],
  ['a tab', '      - duty: test', '\t- duty: test', 'отступ сделан табуляцией; нужны пробелы'],
  ['an anchor', 'planStates: {', 'planStates: &a {', 'ссылки YAML (& и *) не допускаются'],
  [
    'a name that says another date',
    'from: 2020-01-01, until',
    'from: 2020-02-01, until',
    'inForce.from: имя файла должно кончаться на «.2020-02-01.yaml»',
  ],
  [
    'something cross-checks see',
    'heldBy: organisation',
    'heldBy: owner',
    'ролью самого педагога (heldBy: owner) должна быть ровно одна',
  ],
])('%s', (_, from, to, says) => {
  const problems = problemsAfter([from, to]);
  expect(problems.join('\n')).toContain(says);
  expect(problems.every((problem) => problem.startsWith(`${file}:`))).toBe(true);
});

test('a problem names the line a person has to go to', () => {
  const [problem] = problemsAfter(['verdict: REFER', 'verdict: REFFER']);
  expect(problem).toMatch(`${file}:${lineOf('verdict: REFER')}, stages.implementation.duties.refer.verdict: `);
});

test('problems of form and undescribed names come all at once, in the order of the file', () => {
  const problems = problemsAfter(
    ['by: [town]', 'by: [twon]'],
    ['term: 6 months', 'term: полгода'],
    ['prefix: TST', 'prefix: tst'],
    ['escalate: up, basis: default 10', 'escalate: down, basis: default 10'],
  );
  expect(problems.slice(0, -1).map((problem) => /, ([\w.[\]]+): /.exec(problem)![1])).toEqual([
    'region.prefix',
    'stages.design.duties.approve.by[1]',
    'term.atMost.term',
    'term.lapse.escalate',
  ]);
});

test('a slip of form leaves the links unchecked, and the lawyer is told so; a wrong link does not', () => {
  const unchecked = `${file}: после исправления проверьте ещё раз: как обязанности, роли и сроки связаны, не проверялось`;
  expect(problemsAfter(['term: 6 months', 'term: полгода']).at(-1)).toBe(unchecked);
  expect(problemsAfter(['heldBy: organisation', 'heldBy: owner'])).not.toContain(unchecked);
  expect(problemsAfter(['by: [town]', 'by: [twon]'])).not.toContain(unchecked);
});

test('a Russian letter in a name is told once', () => {
  expect(problemsAfter(['by: [town]', 'by: [tоwn]'])).toHaveLength(2);
});

test('cross-checks come all at once too', () => {
  const problems = problemsAfter(
    ['onlyIf: { gate: extraApproval }\n        after: [sign]', 'after: [refer]'],
    ['early: hold, ', 'early: hold, '],
    ['term: 1 month, early', 'term: 1 year, early'],
  );
  expect(problems).toHaveLength(2);
});

test('a slip in a name that is used in many places is told once, with the lines', () => {
  const problems = problemsAfter(['  helper: { title', '  helpr: { title']);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(/роль «helper»: в roles такой записи нет; возможно, «helpr»; то же в строках \d+, \d+/);
});

test('an edition too heavy for a route to carry is refused', () => {
  const notes = Array.from(
    { length: 200 },
    (_, index) =>
      `  note${index}: { title: заметка, fields: { note: { title: текст, kind: words } }, basis: source 5 }`,
  );
  const [problem] = problemsAfter(['records:\n', `records:\n${notes.join('\n')}\n`]);
  expect(problem).toMatch(/stages: порядок занимает \d+ байт, а в каждый маршрут помещается 24576/);
});
