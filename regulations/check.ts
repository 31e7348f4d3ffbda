/** `npm run regulations:check`: every edition of this folder in one look, or everything that is wrong with them. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkFolder } from './check-folder.ts';
import { jsonSchema } from './json-schema.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const { sound, problems } = checkFolder(folder);
const all = [...problems, ...schemaIsInStep()];

for (const line of sound) console.log(line);
for (const problem of all) console.error(problem);
if (all.length > 0) process.exitCode = 1;

function schemaIsInStep(): string[] {
  const isInStep = readFileSync(`${folder}/schema.json`, 'utf8') === jsonSchema();
  return isInStep ? [] : ['schema.json: отстал от словаря, запустите npm run regulations:schema'];
}
