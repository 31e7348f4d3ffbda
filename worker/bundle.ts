/**
 * The workflow code as one file: `node worker/bundle.ts <target>`. The shapes of the acts are preloaded once per
 * process instead of once per cached route.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

export function bundle(): Promise<{ code: string }> {
  return bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../workflows/index.ts', import.meta.url)),
    workflowInterceptorModules: [fileURLToPath(new URL('../workflows/interceptors.ts', import.meta.url))],
    preloadModules: [fileURLToPath(new URL('../domain/act-shape.ts', import.meta.url))],
    logger: new DefaultLogger('ERROR'),
  });
}

if (import.meta.main) {
  const target = process.argv[2];
  if (!target) throw new Error('usage: node worker/bundle.ts <target>');
  const { code } = await bundle();
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, code);
}
