/** The editions of a folder: loaded all or none, and found by region and date. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readEdition } from './read-edition.ts';
import type { Edition, Read, Standing } from './read-edition.ts';

export type { Edition } from './read-edition.ts';

export class EditionsAreWrong extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(problems.join('\n'));
    this.name = 'EditionsAreWrong';
    this.problems = problems;
  }
}

/** Throws `EditionsAreWrong` with every problem of the file. */
export function loadEdition(path: string): Edition {
  const { edition, problems } = readFile(path);
  if (!edition) throw new EditionsAreWrong(problems);
  return edition;
}

/** Every edition of the folder, by file name. Throws `EditionsAreWrong` with every problem of every file. */
export function loadAll(folder: string): Edition[] {
  const read = readFolder(folder);
  const problems = problemsOf(read);
  if (problems.length > 0) throw new EditionsAreWrong(problems);
  return read.flatMap(({ edition }) => edition ?? []);
}

export function readFolder(folder: string): Read[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  return files.toSorted().map((file) => readFile(join(folder, file)));
}

/** Of each file, and of the files together. */
export function problemsOf(read: Read[]): string[] {
  return [...read.flatMap(({ problems }) => problems), ...twoInForce(read.flatMap(({ standing }) => standing ?? []))];
}

function readFile(path: string): Read {
  return readEdition(basename(path), readFileSync(path, 'utf8'));
}

/** `date` is a calendar date of the region. */
export function findInForce(editions: Edition[], region: string, date: string): Edition | undefined {
  return editions.find(({ regulation }) => regulation.region.code === region && isInForce(regulation.inForce, date));
}

type Period = Edition['regulation']['inForce'];

/** The last day belongs to the period; an unknown beginning means "since always". */
function isInForce({ from, until }: Period, date: string): boolean {
  return (from === null || from <= date) && (until === null || date <= until);
}

/** Editions of one region in force on one day, and regions whose routes would get the same numbers. */
function twoInForce(editions: Standing[]): string[] {
  const pairs = editions.flatMap((one, index) => editions.slice(index + 1).map((other) => [one, other] as const));
  return pairs.flatMap(([a, b]) => {
    if (a.region.code !== b.region.code) {
      return a.region.prefix === b.region.prefix
        ? [`${a.file} и ${b.file}, region.prefix: у двух субъектов одно начало номера «${a.region.prefix}»`]
        : [];
    }
    const day = firstCommonDay(a.inForce, b.inForce);
    return day === null
      ? []
      : [
          `${a.file} и ${b.file}, inForce: обе редакции действуют ${day}; у прежней укажите until накануне дня, с которого действует новая`,
        ];
  });
}

/** The first day on which both are in force; null when there is none. */
function firstCommonDay(one: Period, other: Period): string | null {
  const from = [one.from ?? '', other.from ?? ''].toSorted()[1] ?? '';
  const isCommon = isInForce(one, from || '0001-01-01') && isInForce(other, from || '0001-01-01');
  return isCommon ? (from ? `с ${from}` : 'с самого начала') : null;
}
