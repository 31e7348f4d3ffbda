/** What there is to say of a folder of editions: one line for each that is sound, one for everything that is wrong. */
import { Buffer } from 'node:buffer';
import { readdirSync } from 'node:fs';
import { allDuties } from '../domain/process.ts';
import { problemsOf, readFolder } from './load.ts';
import type { Edition } from './load.ts';

export function checkFolder(folder: string): { sound: string[]; problems: string[] } {
  const read = readFolder(folder);
  const none = read.length === 0 ? ['ни одной редакции: нужен файл вида bashkortostan.2026-09-01.yaml'] : [];
  return {
    sound: read.flatMap(({ edition }) => (edition ? [summary(edition)] : [])),
    problems: [...none, ...passedOver(folder), ...problemsOf(read)],
  };
}

/** An edition nobody reads is worse than one that is wrong: nobody would notice. */
function passedOver(folder: string): string[] {
  const others = readdirSync(folder).filter((file) => /\.(yml|ya?ml\.txt)$/i.test(file));
  return others.toSorted().map((file) => `${file}: не прочитан, имя редакции кончается на .yaml; переименуйте`);
}

function summary({ file, process, regulation }: Edition): string {
  const bases = JSON.stringify(regulation).match(/"basis":"(source|default)/g) ?? [];
  const source = bases.filter((basis) => basis.endsWith('source')).length;
  const bytes = Buffer.byteLength(JSON.stringify(process));
  return `ok ${file}: обязанностей ${allDuties(process).length}, в маршруте ${bytes} байт, из акта ${source}, предложено ${bases.length - source}`;
}
