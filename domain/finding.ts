/** One thing that is wrong with an edition: where in the file, and what to do about it, in a lawyer's words. */
import type { Path } from './schema-walk.ts';

export type Finding = { check: string; path: Path; says: string };
/** Each check reports everything it finds. */
export type Checks<Subject> = Record<string, (subject: Subject) => Omit<Finding, 'check'>[]>;

export function findings<Subject>(checks: Checks<Subject>, subject: Subject): Finding[] {
  return Object.entries(checks).flatMap(([check, find]) => find(subject).map((finding) => ({ check, ...finding })));
}

/** The known code closest to what was written, when it is close enough to be a slip of the pen. */
export function closest(written: string, known: string[]): string | undefined {
  const near = known
    .map((each) => ({ each, distance: distanceOf(written.toLowerCase(), each.toLowerCase()) }))
    .filter(({ each, distance }) => distance <= Math.max(2, Math.floor(Math.min(written.length, each.length) / 3)));
  return near.toSorted((a, b) => a.distance - b.distance)[0]?.each;
}

export function perhaps(written: string, known: string[]): string {
  const meant = closest(written, known);
  return meant ? `; возможно, «${meant}»` : '';
}

/** A Russian letter inside a Latin word only looks right: which one it is, counted as a person would. */
export function strayLetter(written: string): string | undefined {
  const word = written.match(/[a-zа-яё0-9]+/gi)?.find((each) => /[a-z]/i.test(each) && /[а-яё]/i.test(each));
  if (word === undefined) return undefined;
  const index = word.search(/[а-яё]/i);
  return `в «${word}» ${index + 1}-я буква «${word[index]}» русская, а нужна латинская`;
}

/** What there is, for a person who has to choose from it. */
export function whatThereIs(known: string[], most = 15): string {
  if (known.length === 0) return '';
  return `; есть: ${known.slice(0, most).join(', ')}${known.length > most ? ' …' : ''}`;
}

/** Edits that turn one word into the other (Levenshtein). */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of a.split('').entries()) {
    const next = [i + 1];
    for (const [j, other] of b.split('').entries()) {
      const changed = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
