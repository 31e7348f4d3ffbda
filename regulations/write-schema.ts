/** `npm run regulations:schema`: writes regulations/schema.json after a change of the vocabulary. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { jsonSchema } from './json-schema.ts';

const path = fileURLToPath(new URL('schema.json', import.meta.url));
writeFileSync(path, jsonSchema());
console.log(`записано: ${path}`);
