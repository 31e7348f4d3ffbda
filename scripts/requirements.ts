/**
 * Writes docs/requirements.md: which row of the catalogues in test/requirements is proven by which test of the last run.
 * It runs no test and judges none: a row stands as well as the tests whose names start with its id.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** `origin` is "default" where the act is silent and the row is our proposal; `clause` then names the gap. */
export const Requirement = z.strictObject({
  id: z.string().regex(/^[A-Z]{3}-\d{2}$/),
  clause: z.string().min(1),
  line: z.string().min(1),
  check: z.string().min(1),
  scope: z.enum(['process', 'surroundings', 'outOfScope']),
  origin: z.enum(['source', 'default']),
});
export type Requirement = z.infer<typeof Requirement>;
export type Catalogue = { region: string; requirements: Requirement[] };

const Assertion = z.object({ title: z.string(), fullName: z.string(), status: z.string() });
type Assertion = z.infer<typeof Assertion>;
/** What `jest --json` writes, or the project's own reporter, which knows the full name only. */
const Report = z.union([
  z
    .object({ testResults: z.array(z.object({ assertionResults: z.array(Assertion) })) })
    .transform(({ testResults }) => testResults.flatMap((file) => file.assertionResults)),
  z
    .object({ tests: z.array(z.object({ name: z.string(), state: z.string() })) })
    .transform(({ tests }) => tests.map(({ name, state }) => ({ title: name, fullName: name, status: state }))),
]);

const states = ['passed', 'api', 'failed', 'not yet', 'out of scope'] as const;
type State = (typeof states)[number];
type NamedTest = { name: string; ids: string[]; api: boolean; status: string };
type Row = { id: string; state: State; proof: string };

/** What a person can mend; everything else is a defect and keeps its stack. */
export class Refused extends Error {}

const leadingIds = /^(?:[A-Z]{3}-\d+\b[\s,]*)+/;
const apiMarker = '(api)';

export function readCatalogues(folder: string): Catalogue[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  return files.toSorted().map((file) => {
    const { data, error } = z.array(Requirement).safeParse(parse(readFileSync(join(folder, file), 'utf8')));
    if (error) throw new Refused(`${file} is not a catalogue of requirements:\n${z.prettifyError(error)}`);
    const name = basename(file, '.yaml');
    return { region: name.charAt(0).toUpperCase() + name.slice(1), requirements: data };
  });
}

function readReport(file: string): Assertion[] {
  if (!existsSync(file)) throw new Refused('There is no test report yet: run `npm test`, then `npm run requirements`.');
  const { data, error } = Report.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (error) throw new Refused(`${basename(file)} is not a test report:\n${z.prettifyError(error)}`);
  return data;
}

/** A test may stand in a `describe` that carries the ids, or carry its own. */
function namedTest({ title, fullName, status }: Assertion): NamedTest[] {
  const names = [title, fullName].filter((name) => leadingIds.test(name));
  const [name] = names;
  if (name === undefined) return [];
  const ids = names.flatMap((each) => idsOf(each).match(/[A-Z]{3}-\d+/g) ?? []);
  const api = names.some((each) => each.slice(idsOf(each).length).startsWith(apiMarker));
  return [{ name, ids: [...new Set(ids)], api, status }];
}

function idsOf(name: string): string {
  return leadingIds.exec(name)?.[0] ?? '';
}

/** In the order of their names: a run reports its files in the order in which they happened to end. */
function namedTests(report: Assertion[]): NamedTest[] {
  return report.flatMap(namedTest).toSorted((a, b) => Number(a.name > b.name) - Number(a.name < b.name));
}

function refuseUnknown(tests: NamedTest[], catalogues: Catalogue[]): void {
  const known = new Set(catalogues.flatMap(({ requirements }) => requirements.map(({ id }) => id)));
  const unknown = tests.flatMap(({ ids, name }) =>
    ids.filter((id) => !known.has(id)).map((id) => `  ${id} in "${name}"`),
  );
  if (unknown.length > 0) throw new Refused(`No catalogue has these ids of test names:\n${unknown.join('\n')}`);
}

function stateOf({ scope }: Requirement, tests: NamedTest[]): State {
  if (tests.some(({ status }) => status === 'failed')) return 'failed';
  if (scope === 'outOfScope') return 'out of scope';
  if (tests.length === 0 || tests.some(({ status }) => status !== 'passed')) return 'not yet';
  return tests.every(({ api }) => api) ? 'api' : 'passed';
}

function rowOf(requirement: Requirement, all: NamedTest[]): Row {
  const { id, line } = requirement;
  const tests = all.filter(({ ids }) => ids.includes(id));
  const state = stateOf(requirement, tests);
  const [first] = state === 'failed' ? tests.filter(({ status }) => status === 'failed') : tests;
  if (!first || state === 'not yet' || state === 'out of scope') return { id, state, proof: `_${cell(line)}_` };
  const further = tests.length > 1 ? ` (+${tests.length - 1} more)` : '';
  return { id, state, proof: `${cell(first.name)}${further}` };
}

/** The backslash too: one before a pipe would undo the escape. */
function cell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\|]/g, String.raw`\$&`);
}

function countsLine(title: string, rows: Row[]): string {
  const counts = states.map((state) => rows.filter((row) => row.state === state).length);
  return `| ${[title, rows.length, ...counts].join(' | ')} |`;
}

function introduction(report: Assertion[]): string {
  const failed = report.filter(({ status }) => status === 'failed').length;
  return `# Requirements and the tests that prove them

Written by \`npm run requirements\` from \`test/requirements/\` and the latest run of \`npm test\`
(tests: ${report.length}, failed: ${failed}); not edited by hand.

- **passed**: every test whose name starts with the id passed.
- **api**: the same, but the row speaks of a page, list or export, and the tests check the JSON that will feed it.
- **failed**: a test with the id failed.
- **not yet**: no test names the id, or one that does was not run; the row asks for what stands in italics.
- **out of scope**: the act asks for something that is not a task of software.

A row is proven as well as its test proves it. The rows are our reading of the acts, not the acts. After a run of only
some tests the rows of the others are "not yet".`;
}

export function requirementsPage(catalogues: Catalogue[], report: Assertion[]): string {
  const tests = namedTests(report);
  refuseUnknown(tests, catalogues);
  const regions = catalogues.map(({ region, requirements }) => ({
    region,
    rows: requirements.map((requirement) => rowOf(requirement, tests)),
  }));
  const all = regions.flatMap(({ rows }) => rows);
  const totals = [
    `| Region | rows | ${states.join(' | ')} |`,
    `| --- | ${['rows', ...states].map(() => '---:').join(' | ')} |`,
    ...regions.map(({ region, rows }) => countsLine(region, rows)),
    countsLine('All', all),
  ];
  const tables = regions.map(({ region, rows }) => {
    const lines = rows.map(({ id, state, proof }) => `| ${id} | ${state} | ${proof} |`);
    return [`## ${region}`, '', '| id | state | test |', '| --- | --- | --- |', ...lines].join('\n');
  });
  // Prettier would pad the tables, and every longer name would then change every row.
  const fence = ['<!-- prettier-ignore-start -->', '<!-- prettier-ignore-end -->'] as const;
  return [introduction(report), fence[0], totals.join('\n'), ...tables, fence[1]].join('\n\n') + '\n';
}

/** Reads a folder of catalogues and a report, writes the page; throws `Refused` with one sentence where it cannot. */
export function writeRequirements({ folder, report, page }: { folder: string; report: string; page: string }): void {
  writeFileSync(page, requirementsPage(readCatalogues(folder), readReport(report)));
}

function main(): void {
  const root = join(import.meta.dirname, '..');
  const page = join(root, 'docs/requirements.md');
  try {
    writeRequirements({ folder: join(root, 'test/requirements'), report: join(root, 'test/report/latest.json'), page });
    console.log('docs/requirements.md is written.');
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

if (import.meta.main) main();
