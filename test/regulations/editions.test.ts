/** The editions that ship, and how they are found by date. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allDuties, findDuty, getDuty, stageIndexOf, stageOf } from '../../domain/process.ts';
import { checkFolder } from '../../regulations/check-folder.ts';
import { jsonSchema } from '../../regulations/json-schema.ts';
import { EditionsAreWrong, findInForce, loadAll, loadEdition } from '../../regulations/load.ts';
import { hashOf, maximumProcessBytes } from '../../regulations/read-edition.ts';

const real = loadAll('regulations');
const fixtures = loadAll('test/fixtures');
const [first, second] = fixtures.filter(({ regulation }) => regulation.region.code === 'RU-TST');

test('every file of the folder is an edition', () => {
  expect(real.map(({ file }) => file)).toEqual(
    readdirSync('regulations')
      .filter((file) => file.endsWith('.yaml'))
      .toSorted(),
  );
});

describe.each([...real, ...fixtures].map((edition) => [edition.file, edition] as const))('%s', (file, edition) => {
  test('what a route carries is small', () => {
    expect(Buffer.byteLength(JSON.stringify(edition.process))).toBeLessThanOrEqual(maximumProcessBytes);
  });

  test('what a route carries is codes, terms and clauses: no title, no name of the region, no act', () => {
    const text = JSON.stringify(edition.process);
    expect(text).not.toMatch(/"title":"/);
    expect(text.replaceAll(/"basis":"[^"]*"/g, '')).not.toMatch(/[а-яё]/i);
    expect(Object.keys(edition.process)).not.toEqual(expect.arrayContaining(['act']));
    expect(edition.process.region).toEqual({
      code: edition.regulation.region.code,
      timeZone: edition.regulation.region.timeZone,
    });
  });

  test('it tells the editor which schema to use', () => {
    const folder = real.includes(edition) ? 'regulations' : 'test/fixtures';
    const schema = real.includes(edition) ? './schema.json' : '../../regulations/schema.json';
    expect(readFileSync(`${folder}/${file}`, 'utf8').split('\n')[0]).toBe(`# yaml-language-server: $schema=${schema}`);
  });

  test('nothing in it is lost on the way through JSON', () => {
    expect(JSON.parse(JSON.stringify(edition.process))).toEqual(edition.process);
    expect(hashOf(JSON.parse(JSON.stringify(edition.regulation)))).toBe(edition.hash);
  });
});

test('the schema editors use is in step with the vocabulary', () => {
  expect(readFileSync('regulations/schema.json', 'utf8')).toBe(jsonSchema());
});

test('the schema says in Russian what it is a schema of', () => {
  const { title, description } = JSON.parse(jsonSchema()) as Record<string, string>;
  expect([title, description]).toEqual([expect.stringMatching(/[а-яё]{3}/), expect.stringMatching(/[а-яё]{3}/)]);
});

test('every key an editor offers is explained in Russian', () => {
  const unexplained: string[] = [];
  walk(JSON.parse(jsonSchema()), '');
  expect(unexplained).toEqual([]);

  function walk(node: unknown, path: string): void {
    if (Array.isArray(node)) return node.forEach((each, index) => walk(each, `${path}|${index}`));
    if (node === null || typeof node !== 'object') return;
    for (const [key, each] of Object.entries(node)) {
      if (key === 'properties') for (const [name, property] of Object.entries(each)) judge(`${path}.${name}`, property);
      walk(each, key === 'properties' || key === 'items' ? path : `${path}.${key}`);
    }
  }
  function judge(path: string, property: unknown): void {
    const held = property as { description?: string; $ref?: string; const?: string };
    if (!held.$ref && held.const === undefined && !/[а-яё]/.test(held.description ?? '')) unexplained.push(path);
  }
});

test('a closed list of titles becomes a list of codes, the ordinary outcome of an item first', () => {
  expect(first!.process.marks).toEqual(['listed', 'precious']);
  expect(first!.process.parts['main']).toMatchObject({ kinds: ['course'], outcomes: ['passed', 'notPassed'] });
  expect(first!.process.records['test']!.fields['form']).toEqual({ kind: ['oral', 'written'] });
});

test('duties and stages are found by name', () => {
  const { process } = first!;
  expect(allDuties(process).length).toBeGreaterThan(20);
  expect(getDuty(process, 'sign').byAll).toEqual(['owner', 'helper', 'second']);
  expect(findDuty(process, 'nothing')).toBeUndefined();
  expect(() => getDuty(process, 'nothing')).toThrow('no duty nothing');
  expect(stageIndexOf(process, 'defend')).toBe(3);
  expect(stageIndexOf(process, 'nothing')).toBe(-1);
  expect(stageOf(process, 'reflection').duties.map(({ duty }) => duty)).toContain('defend');
  expect(() => stageOf(process, 'nothing')).toThrow('no stage nothing');
});

test.each([
  ['2019-12-31', undefined],
  ['2020-01-01', 'ru-tst.2020-01-01.yaml'],
  ['2020-12-31', 'ru-tst.2020-01-01.yaml'],
  ['2021-01-01', 'ru-tst.2021-01-01.yaml'],
  ['2099-01-01', 'ru-tst.2021-01-01.yaml'],
])('on %s the edition in force is %s', (date, file) => {
  expect(findInForce(fixtures, 'RU-TST', date)?.file).toBe(file);
});

test('an edition without a date is in force on any day, in its own region', () => {
  expect(findInForce(fixtures, 'RU-TSA', '1999-01-01')?.file).toBe('ru-tsa.undated.yaml');
  expect(findInForce(fixtures, 'RU-XX', '2020-01-01')).toBeUndefined();
});

test('editions that say the same have one hash, and any other word another', () => {
  const { regulation, hash } = second!;
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(hashOf(Object.fromEntries(Object.entries(regulation).toReversed()) as typeof regulation)).toBe(hash);
  expect(hashOf({ ...regulation, checkedOn: '2026-01-01' })).not.toBe(hash);
});

describe('a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'editions-'));
  const put = (file: string, change: (text: string) => string): void =>
    writeFileSync(join(folder, file), change(readFileSync('test/fixtures/ru-tst.2020-01-01.yaml', 'utf8')));
  const problems = (): string[] => {
    try {
      return loadAll(folder) && [];
    } catch (error) {
      return (error as EditionsAreWrong).problems;
    }
  };
  afterAll(() => rmSync(folder, { recursive: true }));
  afterEach(() => readdirSync(folder).forEach((file) => rmSync(join(folder, file))));

  test('with two editions of one region in force on one day is refused, and the day is named', () => {
    put('a.2020-01-01.yaml', (text) => text);
    put('b.2020-06-01.yaml', (text) =>
      text.replace('from: 2020-01-01, until: 2020-12-31', 'from: 2020-06-01, until: null'),
    );
    expect(problems()).toEqual([
      expect.stringContaining('a.2020-01-01.yaml и b.2020-06-01.yaml, inForce: обе редакции действуют с 2020-06-01'),
    ]);
  });

  test('with one edition after another is accepted', () => {
    put('a.2020-01-01.yaml', (text) => text);
    put('b.2021-01-01.yaml', (text) =>
      text.replace('from: 2020-01-01, until: 2020-12-31', 'from: 2021-01-01, until: null'),
    );
    expect(problems()).toEqual([]);
  });

  test('with two regions whose routes would get the same numbers is refused', () => {
    put('a.2020-01-01.yaml', (text) => text);
    put('b.2020-01-01.yaml', (text) => text.replace('RU-TST', 'RU-TSB'));
    expect(problems()).toEqual([expect.stringContaining('одно начало номера «TST»')]);
  });

  test('with several wrong files tells everything about all of them in one error', () => {
    put('a.2020-01-01.yaml', (text) => text.replace('by: [town]', 'by: [twon]'));
    put('b.2020-01-01.yaml', (text) =>
      text.replace('verdict: AGREE', 'verdict: AGRE').replace('prefix: TST', 'prefix: T'),
    );
    expect(() => loadAll(folder)).toThrow(EditionsAreWrong);
    expect(problems().map((problem) => problem.split(':')[0])).toEqual([
      'a.2020-01-01.yaml',
      'b.2020-01-01.yaml',
      'b.2020-01-01.yaml',
      'b.2020-01-01.yaml',
    ]);
  });

  test('with two editions on one day is told of that also when one of them is wrong elsewhere', () => {
    put('a.2020-01-01.yaml', (text) => text.replace('verdict: AGREE', 'verdict: AGRE'));
    put('b.2020-06-01.yaml', (text) =>
      text.replace('from: 2020-01-01, until: 2020-12-31', 'from: 2020-06-01, until: null'),
    );
    expect(problems().at(-1)).toContain('обе редакции действуют с 2020-06-01');
  });

  test('without an edition is no sound folder', () => {
    expect(checkFolder(folder)).toEqual({ sound: [], problems: [expect.stringContaining('ни одной редакции')] });
  });

  test('with a file that is passed over for its name says which', () => {
    put('a.2020-01-01.yaml', (text) => text);
    put('b.2021-01-01.yml', (text) => text);
    expect(checkFolder(folder)).toEqual({
      sound: [expect.stringMatching(/^ok a\.2020-01-01\.yaml: обязанностей \d+/)],
      problems: ['b.2021-01-01.yml: не прочитан, имя редакции кончается на .yaml; переименуйте'],
    });
  });

  test('one wrong file is refused by itself too', () => {
    put('a.2020-01-01.yaml', (text) => text.replace('by: [town]', 'by: [twon]'));
    expect(() => loadEdition(join(folder, 'a.2020-01-01.yaml'))).toThrow('роль «twon»');
  });
});
