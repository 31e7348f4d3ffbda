/** Reads one edition from YAML. Whatever is wrong in it is told at once, each with file, line and path. */
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { isAlias, isNode, LineCounter, parseDocument, visit } from 'yaml';
import type { Document, YAMLError } from 'yaml';
import { z } from 'zod';
import { canonicalJson } from '../domain/canonical-json.ts';
import { crossCheck, undescribedNames } from '../domain/cross-checks.ts';
import type { Finding } from '../domain/finding.ts';
import { processOf } from '../domain/process.ts';
import type { Process } from '../domain/process.ts';
import { Regulation } from '../domain/regulation.ts';
import { isObject, valueAt } from '../domain/schema-walk.ts';
import type { Path } from '../domain/schema-walk.ts';
import { schemaFindings } from './plain-words.ts';

/** `hash` names the edition for ever: a route points to it, the table `editions` keeps the text under it. */
export type Edition = { file: string; hash: string; regulation: Regulation; process: Process };
const Standing = z.object({
  region: z.object(Regulation.shape.region.pick({ code: true, prefix: true }).shape), // other keys may be wrong
  inForce: Regulation.shape.inForce,
});
/** Which region an edition is of and when it is in force: told of a file that is wrong elsewhere, too. */
export type Standing = { file: string } & z.infer<typeof Standing>;
export type Read = { standing: Standing | null } & (
  { edition: Edition; problems: [] } | { edition: null; problems: string[] }
);
type Problem = { line: number; text: string };

/** The process part travels in the input of every route and in each answer to "what is its state?". */
export const maximumProcessBytes = 24 * 1024;

export function readEdition(file: string, text: string): Read {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const unread = notYaml(document);
  if (unread.length > 0) return { standing: null, edition: null, problems: inOrder(file, unread) };
  const data: unknown = document.toJS();
  const standing = standingOf(file, data);
  const parsed = Regulation.safeParse(data);
  const found = parsed.success
    ? [...crossCheck(parsed.data), ...misnamed(file, parsed.data), ...tooHeavy(parsed.data)]
    : [...schemaFindings(data, parsed.error), ...undescribedNames(data)];
  const told = found.map((finding) => ({ ...finding, line: lineOf(document, lines, finding.path) }));
  const problems = [...borrowed(document, lines), ...together(told, data)];
  if (parsed.success && problems.length === 0) return { standing, edition: editionOf(file, parsed.data), problems: [] };
  const later = parsed.success ? [] : [`${file}: ${linksUnchecked}`];
  return { standing, edition: null, problems: [...inOrder(file, problems), ...later] };
}

const linksUnchecked = 'после исправления проверьте ещё раз: как обязанности, роли и сроки связаны, не проверялось';

function standingOf(file: string, data: unknown): Standing | null {
  const { success, data: held } = Standing.safeParse(data);
  return success ? { file, ...held } : null;
}

function editionOf(file: string, regulation: Regulation): Edition {
  return { file, hash: hashOf(regulation), regulation, process: processOf(regulation) };
}

/** sha256 over canonical JSON: the same for two files that say the same in another order of keys. */
export function hashOf(regulation: Regulation): string {
  return createHash('sha256').update(canonicalJson(regulation)).digest('hex');
}

function misnamed(file: string, { inForce }: Regulation): Finding[] {
  const ending = `.${inForce.from ?? 'undated'}.yaml`;
  if (basename(file).endsWith(ending)) return [];
  return [
    { check: 'fileIsNamedByItsDate', path: ['inForce', 'from'], says: `имя файла должно кончаться на «${ending}»` },
  ];
}

function tooHeavy(regulation: Regulation): Finding[] {
  const bytes = Buffer.byteLength(JSON.stringify(processOf(regulation)));
  if (bytes <= maximumProcessBytes) return [];
  const says = `порядок занимает ${bytes} байт, а в каждый маршрут помещается ${maximumProcessBytes}: объедините обязанности и записи`;
  return [{ check: 'routesStayLight', path: ['stages'], says }];
}

function inOrder(file: string, problems: Problem[]): string[] {
  const sorted = problems.toSorted((one, other) => one.line - other.line);
  return [...new Set(sorted.map(({ line, text }) => `${file}:${line}, ${text}`))];
}

/** One slip in a name is felt wherever the name is used: told once, with the other lines. */
function together(found: (Finding & { line: number })[], data: unknown): Problem[] {
  const groups = Map.groupBy(found, ({ check, path, says }) =>
    check === 'namesAreDescribed' ? says : `${path.join('.')} ${says}`,
  );
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const lines = [...new Set(others.map(({ line }) => line))].filter((line) => line !== first.line);
    const also = lines.length > 0 ? `; то же в ${lines.length > 1 ? 'строках' : 'строке'} ${lines.join(', ')}` : '';
    return [{ line: first.line, text: `${placeOf(data, first.path)}: ${first.says}${also}` }];
  });
}

/** The line of the place itself, or of the nearest thing around it that is there. */
function lineOf(document: Document, lines: LineCounter, path: Path): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

const idKeys = ['stage', 'duty', 'way', 'amendment', 'milestone', 'step', 'rule'];

/** `stages.design.duties.approve.by` where things have names; elsewhere the number a person would count. */
function placeOf(data: unknown, path: Path): string {
  const words = path.map((key, index) => {
    if (typeof key === 'string') return `.${key}`;
    const held = valueAt(data, path.slice(0, index + 1));
    const id = isObject(held) ? idKeys.find((each) => typeof held[each] === 'string') : undefined;
    const name = id && isObject(held) ? `.${String(held[id])}` : '';
    return id && id !== 'rule' ? name : `${name}[${key + 1}]`;
  });
  return words.join('').replace(/^\./, '') || 'файл';
}

/** Anchors would make one line of the file speak in two places, and a lawyer would read only one of them. */
function borrowed(document: Document, lines: LineCounter): Problem[] {
  const found: Problem[] = [];
  visit(document, {
    Node(_, node) {
      if (!isAlias(node) && !('anchor' in node && node.anchor)) return;
      const line = node.range ? lines.linePos(node.range[0]).line : 1;
      found.push({ line, text: 'ссылки YAML (& и *) не допускаются: напишите значение на месте' });
    },
  });
  return found;
}

/** A slip of the pen spoils everything after it, so only the first is told. */
function notYaml({ errors }: Document): Problem[] {
  const [first] = errors.toSorted((one, other) => one.pos[0] - other.pos[0]);
  return first
    ? [{ line: first.linePos?.[0].line ?? 1, text: `${yamlInWords(first)}; остальное можно проверить после этого` }]
    : [];
}

function yamlInWords(error: YAMLError): string {
  const words: Partial<Record<YAMLError['code'], string>> = {
    DUPLICATE_KEY: 'ключ написан дважды в одном месте',
    TAB_AS_INDENT: 'отступ сделан табуляцией; нужны пробелы',
    BAD_INDENT: 'отступ не такой, как у соседних строк, или выше не закрыта скобка',
    MISSING_CHAR: 'не хватает знака: двоеточия, запятой, кавычки или скобки',
    BLOCK_AS_IMPLICIT_KEY: 'вторая «:» в строке: возьмите текст в кавычки',
    MULTIPLE_DOCS: 'в файле должна быть одна редакция, без строки «---»',
  };
  return words[error.code] ?? `файл не читается как YAML (${error.code})`;
}
