import { join } from 'node:path';

/** A place in the one folder where this machine's data are kept: `.data`, or the folder that DATA_DIR names. */
export function dataPath(...names: readonly string[]): string {
  return join(process.env['DATA_DIR'] || '.data', ...names);
}
