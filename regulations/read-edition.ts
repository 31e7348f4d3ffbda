/** Reads one edition from YAML. Whatever is wrong in it is told at once, each with file, line and path. */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { isAlias, isNode, LineCounter, parseDocument, visit } from 'yaml';
import type { Document, YAMLError } from 'yaml';
import { canonicalJson } from '../domain/canonical-json.ts';
import { crossCheck, undescribedNames } from '../domain/cross-checks.ts';
import type { Finding } from '../domain/finding.ts';
import { processOf } from '../domain/process.ts';
import type { Process } from '../domain/process.ts';
import { Regulation } from '../domain/regulation.ts';
import { isObject } from '../domain/schema-walk.ts';
import type { Path } from '../domain/schema-walk.ts';
import { schemaFindings } from './plain-words.ts';

/** `hash` names the edition for ever: a route points to it, the table `editions` keeps the text under it. */
export type Edition = { file: string; hash: string; regulation: Regulation; process: Process };
export type Read = { edition: Edition; problems: [] } | { edition: null; problems: string[] };

export function readEdition(file: string, text: string): Read {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const unread = document.errors.map((error) => `${file}:${error.linePos?.[0].line ?? 1}, ${yamlInWords(error)}`);
  if (unread.length > 0) return { edition: null, problems: unread };
  const data: unknown = document.toJS();
  const parsed = Regulation.safeParse(data);
  const found = parsed.success
    ? [...crossCheck(parsed.data), ...misnamed(file, parsed.data)]
    : [...schemaFindings(data, parsed.error), ...undescribedNames(data)];
  const problems = [...found, ...borrowed(document)]
    .map(({ path, says }) => ({ line: lineOf(document, lines, path), text: `${inWords(data, path)}: ${says}` }))
    .toSorted((one, other) => one.line - other.line)
    .map((problem) => `${file}:${problem.line}, ${problem.text}`);
  if (!parsed.success || problems.length > 0) return { edition: null, problems: [...new Set(problems)] };
  return { edition: editionOf(file, parsed.data), problems: [] };
}

function editionOf(file: string, regulation: Regulation): Edition {
  return { file, hash: hashOf(regulation), regulation, process: processOf(regulation) };
}

/** sha256 over canonical JSON: the same for two files that say the same in another order. */
export function hashOf(regulation: Regulation): string {
  return createHash('sha256').update(canonicalJson(regulation)).digest('hex');
}

function misnamed(file: string, { inForce }: Regulation): Finding[] {
  const ending = `.${inForce.from ?? 'undated'}.yaml`;
  if (basename(file).endsWith(ending)) return [];
  const says = `имя файла должно кончаться на «${ending}», как сказано здесь`;
  return [{ check: 'fileIsNamedByItsDate', path: ['inForce', 'from'], says }];
}

/** Anchors would make one line of the file speak in two places, and a lawyer would read only one of them. */
function borrowed(document: Document): Finding[] {
  const found: Finding[] = [];
  visit(document, {
    Node(_, node) {
      if (isAlias(node) || ('anchor' in node && node.anchor)) {
        found.push({
          check: 'nothingIsBorrowed',
          path: [],
          says: 'ссылки YAML (& и *) не допускаются: напишите значение на месте',
        });
      }
    },
  });
  return found;
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

/** `stages.design.duties.approve.by` instead of numbers; where nothing has a name, the number a person would count. */
function inWords(data: unknown, path: Path): string {
  let held = data;
  const words = path.map((key) => {
    held = Array.isArray(held) || isObject(held) ? (held as Record<string | number, unknown>)[key] : undefined;
    if (typeof key === 'string') return `.${key}`;
    const id = isObject(held)
      ? idKeys.map((each) => (held as Record<string, unknown>)[each]).find((each) => typeof each === 'string')
      : undefined;
    return `${id ? `.${String(id)}` : ''}${id && !isRule(held) ? '' : `[${key + 1}]`}`;
  });
  return words.join('').replace(/^\./, '') || 'файл';
}
function isRule(value: unknown): boolean {
  return isObject(value) && 'rule' in value;
}

function yamlInWords(error: YAMLError): string {
  const words: Partial<Record<YAMLError['code'], string>> = {
    DUPLICATE_KEY: 'ключ написан дважды в одном месте',
    TAB_AS_INDENT: 'отступ сделан табуляцией; нужны пробелы',
    BAD_INDENT: 'отступ не такой, как у соседних строк',
    MISSING_CHAR: 'не хватает знака: двоеточия, запятой, кавычки или скобки',
    BLOCK_AS_IMPLICIT_KEY: 'не хватает переноса строки или кавычек: вторая «:» в строке',
    MULTIPLE_DOCS: 'в файле должна быть одна редакция, без строки «---»',
  };
  return words[error.code] ?? `файл не читается как YAML (${error.code})`;
}
