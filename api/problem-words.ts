/** Title and sentence of a problem in the caller's language. */
import type { ProblemCode } from './problem-codes.ts';
import { wordsInEnglish } from './problem-words-en.ts';
import { wordsInRussian } from './problem-words-ru.ts';

export type Language = 'ru' | 'en';

export function wordsOf(language: Language, code: ProblemCode): readonly [title: string, sentence: string] {
  return language === 'en' ? wordsInEnglish[code] : wordsInRussian[code];
}
