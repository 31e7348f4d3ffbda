/** What a schema cannot see: whether the parts of an edition fit together. Everything is reported at once. */
import { contentChecks } from './check-content.ts';
import { courseChecks } from './check-course.ts';
import { dutyChecks } from './check-duties.ts';
import { nameChecks } from './check-names.ts';
import { peopleChecks } from './check-people.ts';
import { recordChecks } from './check-records.ts';
import { findings } from './finding.ts';
import type { Checks, Finding } from './finding.ts';
import type { Regulation } from './regulation.ts';

const editionChecks: Checks<Regulation> = {
  ...dutyChecks,
  ...recordChecks,
  ...peopleChecks,
  ...courseChecks,
  ...contentChecks,
};
export const crossCheckNames: readonly string[] = [...Object.keys(nameChecks), ...Object.keys(editionChecks)];

export function crossCheck(regulation: Regulation): Finding[] {
  return [...undescribedNames(regulation), ...findings(editionChecks, regulation)];
}

/** The one check that can be made of a file which is not valid yet, so that slips in names are told with the rest. */
export function undescribedNames(file: unknown): Finding[] {
  return findings(nameChecks, file);
}
