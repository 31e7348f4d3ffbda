import Sequencer from '@jest/test-sequencer';

/** Tests that mostly wait for something to come back: begun first, they wait while the others work. */
const waits = /test\/(crash|e2e)\//;
const longest = /database-away/;

export default class LongestFirst extends Sequencer {
  async sort(tests) {
    // oxlint-disable-next-line unicorn/no-array-sort -- the sequencer's own method, not an array's
    const sorted = await super.sort(tests);
    const first = sorted.filter(({ path }) => longest.test(path));
    const second = sorted.filter(({ path }) => waits.test(path) && !longest.test(path));
    return [...first, ...second, ...sorted.filter(({ path }) => !waits.test(path))];
  }
}
