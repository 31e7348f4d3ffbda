/** Reads editions from YAML files. Whatever is wrong in them is told at once, each with file, line and path. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isAlias, isNode, LineCounter, parseDocument, visit } from 'yaml';
import type { Document } from 'yaml';
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
