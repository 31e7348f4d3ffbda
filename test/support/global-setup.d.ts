declare global {
  var stopTestServers: () => Promise<void>;
}

/** Starts what jest starts for a run, for a script that needs it. */
export default function globalSetup(): Promise<void>;
