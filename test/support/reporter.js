import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Leaves test/report/latest.json: every test of the run by project, file, name and state, for scripts and for CI. */
export default class Reporter {
  #root;

  constructor({ rootDir }) {
    this.#root = rootDir;
  }

  onRunComplete(contexts, results) {
    const tests = results.testResults.flatMap((file) => this.#testsOf(file));
    const report = {
      passed: results.numPassedTests,
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      tests,
    };
    const folder = join(this.#root, 'test/report');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'latest.json'), `${JSON.stringify(report, null, 2)}\n`);
  }

  #testsOf({ displayName, testFilePath, testResults, testExecError }) {
    const project = displayName?.name;
    const file = relative(this.#root, testFilePath);
    if (testExecError) return [{ project, file, name: 'the file itself', state: 'failed' }];
    return testResults.map(({ fullName, status }) => ({ project, file, name: fullName, state: status }));
  }
}
