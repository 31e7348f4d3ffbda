import Sequencer from '@jest/test-sequencer';

/** Tests that mostly wait for something to come back: begun first, they wait while the others work. */
const waits = /test\/(crash|e2e)\//;

export default class LongestFirst extends Sequencer {
  async sort(tests) {
    const sorted = await super.sort(tests);
    const slow = sorted.filter(({ path }) => waits.test(path));
    const first = slow.toSorted((a, b) => Number(/away/.test(b.path)) - Number(/away/.test(a.path)));
    return [...first, ...sorted.filter(({ path }) => !waits.test(path))];
  }
}
