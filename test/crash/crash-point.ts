/** Where an act can be cut: before its commit, right after it, and after `record` is done but before that is reported. */
export const crashPoints = ['beforeCommit', 'afterCommit', 'beforeReport'] as const;
export type CrashPoint = (typeof crashPoints)[number];

/** By the keys of acts. An act that is not named is let through. */
export type Armed = Record<string, CrashPoint>;

export type WorkerSettings = {
  database: string;
  temporal: string;
  namespace: string;
  bundle: string;
  smtp: string;
  proofKey: string;
};
