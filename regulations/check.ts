/** `npm run regulations:check`: every edition of this folder in one look, or everything that is wrong with them. */
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { allDuties } from '../domain/process.ts';
import { jsonSchema } from './json-schema.ts';
import { readFolder, twoInForce } from './load.ts';
import type { Edition } from './load.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const read = readFolder(folder);
const editions = read.flatMap(({ edition }) => edition ?? []);
const problems = [...read.flatMap((each) => each.problems), ...twoInForce(editions), ...schemaIsInStep()];

for (const edition of editions) console.log(summary(edition));
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;

function summary({ file, process: pinned, regulation }: Edition): string {
  const bases = JSON.stringify(regulation).match(/"basis":"(source|default)/g) ?? [];
  const source = bases.filter((basis) => basis.endsWith('source')).length;
  const bytes = Buffer.byteLength(JSON.stringify(pinned));
  return `ok ${file}: обязанностей ${allDuties(pinned).length}, в маршруте ${bytes} байт, из акта ${source}, предложено ${bases.length - source}`;
}

function schemaIsInStep(): string[] {
  const isInStep = readFileSync(`${folder}/schema.json`, 'utf8') === jsonSchema();
  return isInStep ? [] : ['schema.json: отстал от словаря, запустите npm run regulations:schema'];
}
