import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCatalogues, Refused, writeRequirements } from '../../scripts/requirements.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'requirements-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const catalogue = `
- { id: TST-01, clause: '1', line: One, check: one, scope: process, origin: source }
- { id: TST-02, clause: '2', line: Two, check: two, scope: surroundings, origin: default }
- { id: TST-03, clause: '3', line: Three | four, check: three, scope: outOfScope, origin: source }
`;

type Told = { title: string; status?: string; within?: string };
function jestReport(...files: Told[][]): unknown {
  const testResults = files.map((tests) => ({
    name: '/anywhere',
    assertionResults: tests.map(({ title, status = 'passed', within }) => ({
      title,
      fullName: [within, title].filter(Boolean).join(' '),
      status,
      duration: 1,
    })),
  }));
  return { success: true, testResults };
}

function pageOf(report: unknown, rows = catalogue): string {
  const paths = {
    folder: join(folder, 'catalogues'),
    report: join(folder, 'latest.json'),
    page: join(folder, 'page.md'),
  };
  mkdirSync(paths.folder, { recursive: true });
  writeFileSync(join(paths.folder, 'nowhere.yaml'), rows);
  if (report !== undefined) writeFileSync(paths.report, JSON.stringify(report));
  writeRequirements(paths);
  return readFileSync(paths.page, 'utf8');
}

function rowsOf(report: unknown): string[] {
  return pageOf(report)
    .split('\n')
    .filter((line) => line.startsWith('| TST-'));
}

describe('the page of requirements', () => {
  it('shows a passed row with the name of its test', () => {
    expect(rowsOf(jestReport([{ title: 'TST-01 the head agrees' }]))[0]).toBe(
      '| TST-01 | passed | TST-01 the head agrees |',
    );
  });

  it('says api where the marker follows the ids, and nowhere else', () => {
    const [first, second] = rowsOf(
      jestReport([{ title: 'TST-01 (api) the list' }, { title: 'TST-02 the list (api)' }]),
    );
    expect(first).toBe('| TST-01 | api | TST-01 (api) the list |');
    expect(second).toBe('| TST-02 | passed | TST-02 the list (api) |');
  });

  it('says passed as soon as one test checks more than the JSON', () => {
    const [first] = rowsOf(jestReport([{ title: 'TST-01 (api) the list' }, { title: 'TST-01 the page' }]));
    expect(first).toBe('| TST-01 | passed | TST-01 (api) the list (+1 more) |');
  });

  it('reads several ids from one name', () => {
    const rows = rowsOf(jestReport([{ title: 'TST-01 TST-02 both at once' }]));
    expect(rows.slice(0, 2)).toEqual([
      '| TST-01 | passed | TST-01 TST-02 both at once |',
      '| TST-02 | passed | TST-01 TST-02 both at once |',
    ]);
  });

  it('says failed when one of several failed, and names the one that did', () => {
    const tests = [{ title: 'TST-01 a' }, { title: 'TST-01 b', status: 'failed' }, { title: 'TST-01 c' }];
    expect(rowsOf(jestReport(tests))[0]).toBe('| TST-01 | failed | TST-01 b (+2 more) |');
  });

  it('says not yet without a test, and when a test was not run', () => {
    const [first, second] = rowsOf(jestReport([{ title: 'TST-01 a' }, { title: 'TST-01 b', status: 'pending' }]));
    expect(first).toBe('| TST-01 | not yet | _One_ |');
    expect(second).toBe('| TST-02 | not yet | _Two_ |');
  });

  it('keeps out of scope out of scope, but never hides a failure', () => {
    expect(rowsOf(jestReport([]))[2]).toBe(String.raw`| TST-03 | out of scope | _Three \| four_ |`);
    const [, , third] = rowsOf(jestReport([{ title: 'TST-03 broken', status: 'failed' }]));
    expect(third).toBe('| TST-03 | failed | TST-03 broken |');
  });

  it('counts ids only at the start of a name, of a test or of its describe', () => {
    const [first, second] = rowsOf(
      jestReport([{ title: 'as in TST-01' }, { title: 'holds', within: 'TST-02 agreement' }]),
    );
    expect(first).toBe('| TST-01 | not yet | _One_ |');
    expect(second).toBe('| TST-02 | passed | TST-02 agreement holds |');
  });

  it('finds the id of a test inside a describe', () => {
    expect(rowsOf(jestReport([{ title: 'TST-01 holds', within: 'agreement' }]))[0]).toBe(
      '| TST-01 | passed | TST-01 holds |',
    );
  });

  it('escapes pipes and backslashes in names', () => {
    const [first] = rowsOf(jestReport([{ title: String.raw`TST-01 a|b and c\|d` }]));
    expect(first).toBe(String.raw`| TST-01 | passed | TST-01 a\|b and c\\\|d |`);
  });

  it('counts each state per region and in all', () => {
    const page = pageOf(jestReport([{ title: 'TST-01 a' }]));
    expect(page).toContain('| Region | rows | passed | api | failed | not yet | out of scope |');
    expect(page).toContain('| Nowhere | 3 | 1 | 0 | 0 | 1 | 1 |');
    expect(page).toContain('| All | 3 | 1 | 0 | 0 | 1 | 1 |');
  });

  it('is the same whatever the order in which test files ended', () => {
    const [a, b] = [[{ title: 'TST-01 a' }], [{ title: 'TST-01 b' }]];
    expect(pageOf(jestReport(a, b))).toBe(pageOf(jestReport(b, a)));
  });

  it("reads the report of the project's own reporter", () => {
    const tests = [{ project: 'api', file: 'test/api/a.test.ts', name: 'TST-02 a', state: 'passed' }];
    expect(rowsOf({ passed: 1, failed: 0, tests })[1]).toBe('| TST-02 | passed | TST-02 a |');
  });

  it('refuses ids that no catalogue has, and names all of them', () => {
    const tests = [{ title: 'TST-04 a' }, { title: 'TST-01 TST-9 b' }];
    expect(() => pageOf(jestReport(tests))).toThrow(/TST-9 in "TST-01 TST-9 b"\n {2}TST-04 in "TST-04 a"/);
  });

  it('says what to run when there is no report', () => {
    expect(() => pageOf(undefined)).toThrow(
      new Refused('There is no test report yet: run `npm test`, then `npm run requirements`.'),
    );
  });

  it('refuses a catalogue with an unknown scope, naming the file', () => {
    const wrong = catalogue.replace('surroundings', 'elsewhere');
    expect(() => pageOf(jestReport([]), wrong)).toThrow(/nowhere\.yaml[\s\S]*scope/);
  });
});

describe('the catalogues of the five regulations', () => {
  const catalogues = readCatalogues(join(import.meta.dirname, '../requirements'));

  it('are five', () => {
    expect(catalogues.map(({ region }) => region)).toEqual([
      'Altai',
      'Bashkortostan',
      'Chelyabinsk',
      'Saratov',
      'Tyumen',
    ]);
  });

  it.each([
    ['Altai', 'ALT', 49, 6, 5],
    ['Bashkortostan', 'BSH', 92, 8, 6],
    ['Chelyabinsk', 'CHE', 76, 8, 6],
    ['Saratov', 'SAR', 67, 7, 7],
    ['Tyumen', 'TYU', 88, 7, 5],
  ])('%s holds every id of %s once, in order, without a gap', (region, prefix, count, defaults, outOfScope) => {
    const requirements = catalogues.find((each) => each.region === region)?.requirements ?? [];
    const expected = Array.from({ length: count }, (_, index) => `${prefix}-${String(index + 1).padStart(2, '0')}`);
    expect(requirements.map(({ id }) => id)).toEqual(expected);
    expect(requirements.filter(({ origin }) => origin === 'default')).toHaveLength(defaults);
    expect(requirements.filter(({ scope }) => scope === 'outOfScope')).toHaveLength(outOfScope);
  });
});
