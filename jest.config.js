const swc = [
  '@swc/jest',
  { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' }, sourceMaps: 'inline' },
];

/** Servers are started once per run, and only when a project that names them has a test to run; e2e starts its own. */
const servers = {
  globalSetup: '<rootDir>/test/support/global-setup.js',
  globalTeardown: '<rootDir>/test/support/global-teardown.js',
};

function project(name, extra = {}) {
  return {
    displayName: name,
    testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
    testEnvironment: 'node',
    extensionsToTreatAsEsm: ['.ts'],
    transform: { '^.+\\.ts$': swc },
    modulePathIgnorePatterns: ['<rootDir>/.data/'],
    ...extra,
  };
}

/** @type {import('jest').Config} */
export default {
  projects: [
    project('domain'),
    project('regulations'),
    project('workflows', servers),
    project('replay', servers),
    project('api', servers),
    project('crash', servers),
    project('e2e'),
    project('scripts', servers),
  ],
  reporters: ['default', '<rootDir>/test/support/reporter.js'],
  testSequencer: '<rootDir>/test/support/longest-first.js',
  testTimeout: 60_000,
  maxWorkers: 3,
  // a test that failed may have left something open: the run ends all the same
  forceExit: true,
};
