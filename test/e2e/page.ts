/** A page of docs/ as a reader takes it: its shell blocks one after the other in one shell, and what each one shows. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

export type Block = { run: string; shown: string };

const separator = '=====';
const limit = 50_000;

/** Shell blocks, each with the text block that stands before the next one. */
export function readPage(file: string): Block[] {
  const blocks = readFileSync(file, 'utf8').matchAll(/^```sh\n(.*?)^```$(?:\n\n```text\n(.*?)^```$)?/gms);
  return [...blocks].map(([, run = '', shown = '']) => ({ run, shown: withoutNumbers(shown) }));
}

/** What the blocks show when they are run; the first command that fails ends it, and its complaint is shown. */
export async function runPage(page: readonly Block[], env: NodeJS.ProcessEnv): Promise<string[]> {
  const script = ['set -euo pipefail', ...page.map(({ run }) => `${run}echo ${separator}`)].join('\n');
  const { stdout, stderr } = await promisify(execFile)('bash', ['-c', script], { env, timeout: limit }).catch(
    (error: { stdout: string; stderr: string }) => error,
  );
  const shown = `${stdout}${stderr}`.split(`${separator}\n`);
  return shown.filter((text, index) => index < page.length || text !== '').map(withoutNumbers);
}

/** Every run has another number and other days. */
function withoutNumbers(text: string): string {
  return text.replaceAll(/[A-Z]{3}-\d{4}-\d{6}/g, 'number').replaceAll(/\d{4}-\d\d-\d\d/g, 'day');
}
