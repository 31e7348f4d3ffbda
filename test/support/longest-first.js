import Sequencer from '@jest/test-sequencer';

/** Tests that mostly wait for something to come back: begun first, they wait while the others work. */
const waits = /test\/(crash|e2e)\//;
const longest = /database-away/;

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const first = tests.filter(({ path }) => longest.test(path));
    const second = tests.filter(({ path }) => waits.test(path) && !longest.test(path));
    return [...first, ...second, ...tests.filter(({ path }) => !waits.test(path))];
  }
}
