/** Which clause a demand rests on, and whether the act says so or the service proposes it (design §2, sentence 8). */
import type { Regulation } from '../../domain/regulation.ts';
import { oneLine } from './one-line.ts';

/** "source §2-II L177" → "п. §2-II, источник: положение"; line numbers of our copy of the text mean nothing to readers. */
export function clauseWords(basis: string, act: Regulation['act']): string {
  const [origin = '', ...rest] = basis.split(' ');
  const clause = rest
    .join(' ')
    .replace(/\s*L\d+(?:[–-]\d+)?(?:,\s*L?\d+(?:[–-]\d+)?)*/g, '')
    .replace(/¶\s*(\d+)/g, 'абз. $1');
  const where = `п. ${oneLine(clause)}`;
  return origin === 'source'
    ? `${where}, источник: ${actWords(act)}`
    : `${where}, предложение сервиса (акт этого не определяет)`;
}

function actWords({ kind, number, date }: Regulation['act']): string {
  const day = date?.split('-').toReversed().join('.');
  return oneLine([kind, number && `№ ${number}`, day && `от ${day}`].filter(Boolean).join(' '));
}
