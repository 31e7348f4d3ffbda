/**
 * The current details of a route in the Temporal UI, in Russian Markdown: whom it waits for, since when, until when,
 * what will happen next by itself, the last refused signals, and what an administrator can do with a ready example.
 * Titles of the edition, ids and dates: never a name of a person.
 */
import { DateTime } from 'luxon';
import { temporalDoorActs } from '../domain/acts.ts';
import { waitingFor } from '../domain/waiting-for.ts';
import type { Iom, Moment } from '../domain/iom.ts';
import { findDuty } from '../domain/process.ts';
import { nextMoment } from '../domain/next-moment.ts';
import type { Opening } from './messages.ts';

type Titles = Opening['titles'];

export function detailsOf(iom: Iom, { titles, page }: Pick<Opening, 'titles' | 'page'>): string {
  return [
    heading(iom, titles),
    `[Открыть в сервисе](${page})`,
    ...(iom.outcome ? [] : [waiting(iom, titles), whatNext(iom, titles)]),
    refusedSignals(iom),
    ...(iom.outcome ? [] : [possibleActs(iom)]),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function heading(iom: Iom, titles: Titles): string {
  if (iom.outcome) return `## ${iom.id}: закрыт (${outcomeTitles[iom.outcome]})`;
  const flags = iom.flags.map((flag) => flagTitles[flag]).join(', ');
  return `## ${iom.id}: ${titles.stages[iom.stage] ?? iom.stage}${flags ? ` — ⚠ ${flags}` : ''}`;
}
const outcomeTitles = {
  completed: 'завершён',
  closedIncomplete: 'закрыт незавершённым',
  carriedOver: 'продолжен в новом цикле',
  cancelled: 'прекращён',
  notStarted: 'не начат',
} satisfies Record<NonNullable<Iom['outcome']>, string>;
const flagTitles = {
  overdue: 'просрочено',
  escalated: 'передано выше',
  termOver: 'срок маршрута истёк',
  termEscalated: 'о сроке маршрута сообщено выше',
  minimumReached: 'наименьший срок пройден',
  earlyWait: 'ждёт наименьшего срока',
  suspended: 'приостановлен',
  mailUndelivered: 'письмо не доставлено',
  refusedSignal: 'отклонён сигнал',
  engineFault: 'ошибка расчёта сроков',
} satisfies Record<Iom['flags'][number], string>;

function waiting(iom: Iom, titles: Titles): string {
  const rows = waitingFor(iom).map(({ role, duty, since, due, blocking }) => {
    const open = iom.open.find((each) => each.duty === duty);
    const terms = [
      `с ${day(iom, since)}`,
      due ? `срок ${day(iom, due)}` : 'без срока',
      `напоминаний ${open?.reminders ?? 0}`,
      ...(blocking ? [] : ['маршрут не держит']),
    ];
    return `- ${titles.roles[role] ?? role}: **${titles.duties[duty] ?? duty}** — ${terms.join(', ')}`;
  });
  if (rows.length === 0) return '**Никого не ждёт:** маршрут выполняется.';
  return listed('Ждёт', rows);
}
/** Without an empty line the Temporal UI draws a list as one paragraph. */
function listed(label: string, lines: string[]): string {
  return [`**${label}:**`, '', ...lines].join('\n');
}

function whatNext(iom: Iom, titles: Titles): string {
  const moment = nextMoment(iom);
  if (!moment) return '**Дальше само собой:** ничего, пока кто-нибудь не поступит.';
  return `**Дальше само собой:** ${minute(iom, moment.at)} — ${momentTitles[moment.what](moment, titles)}. Решения молчание не заменяет.`;
}
const momentTitles: Record<Moment['what'], (moment: Moment, titles: Titles) => string> = {
  remind: ({ duty }, titles) => `напоминание: ${dutyTitle(duty, titles)}`,
  lapse: ({ duty }, titles) => `истечёт срок: ${dutyTitle(duty, titles)}`,
  escalate: ({ duty, to }, titles) =>
    `внимание передаётся: ${titles.roles[to ?? ''] ?? to}, ${dutyTitle(duty, titles)}`,
  termRemind: () => 'напоминание о сроке маршрута',
  minimumReached: () => 'будет пройден наименьший срок маршрута',
  termLapse: () => 'истечёт срок маршрута',
  termEscalate: ({ to }, titles) => `внимание передаётся: ${titles.roles[to ?? ''] ?? to}, срок маршрута истёк`,
  lapseDuty: ({ duty }, titles) => `откроется обязанность: ${dutyTitle(duty, titles)}`,
  itemsEnd: () => 'окончатся мероприятия этого дня',
};
function dutyTitle(duty: string | undefined, titles: Titles): string {
  return titles.duties[duty ?? ''] ?? duty ?? '';
}

function refusedSignals(iom: Iom): string {
  if (iom.refusedSignals.length === 0) return '';
  const lines = iom.refusedSignals.map(
    ({ at, act, refusal, person }) => `- ${minute(iom, at)}: \`${act}\` от \`${person}\` — отказ \`${refusal}\``,
  );
  return listed('Отклонённые сигналы', lines);
}

/** Complete JSON for the dialog "Send an Update": only what stands in angle brackets is to be put in. */
function possibleActs(iom: Iom): string {
  const { repair } = iom.process;
  const by = { person: '<ваш id>', role: repair.by[0] };
  const owed = waitingFor(iom).map((each) => ({ ...each, rule: findDuty(iom.process, each.duty) }));
  const movable = owed.find(({ due, rule }) => due && rule?.within?.basis.startsWith('default'));
  const verdict = owed.find(({ rule }) => rule?.does === 'decide');
  const extra: Partial<Record<(typeof temporalDoorActs)[number], object | null>> = {
    reassign: { people: { [Object.keys(iom.assigned)[0] ?? 'tutor']: '<id>' }, reason: 'dismissal' },
    moveTerm: movable?.due ? { duty: movable.duty, due: someDayAhead(iom, movable.due), reason: 'illness' } : null,
    retryMail: iom.flags.includes('mailUndelivered') ? {} : null,
    recordOnPaper: verdict
      ? {
          duty: verdict.duty,
          round: roundOf(iom, verdict.duty),
          planVersion: iom.plan.version,
          signer: { person: '<id>', role: verdict.role },
          outside: { on: '<дата бумаги>', order: '<номер>' },
          reason: 'paperVerdict',
        }
      : null,
    resume: iom.suspended ? {} : null,
    suspend: iom.suspended || !iom.process.suspension ? null : { reason: 'illness' },
  };
  const lines = temporalDoorActs
    .filter((act) => (repair.acts as readonly string[]).includes(act) && extra[act] !== null)
    .map((act) => `- \`${act}\`: \`${JSON.stringify({ by, ...(extra[act] ?? { reason: 'mistake' }) })}\``);
  return listed('Можно сделать (Send an Update, имя и JSON)', lines);
}
/** Two weeks after the term, or after what comes next when the term is over. */
function someDayAhead(iom: Iom, due: string): string {
  const latest = [due, nextMoment(iom)?.at ?? due].toSorted().at(-1) ?? due;
  return DateTime.fromISO(latest, { zone: iom.process.region.timeZone }).plus({ days: 14 }).toFormat('yyyy-MM-dd');
}
function roundOf(iom: Iom, duty: string): number {
  return iom.open.find((each) => each.duty === duty)?.round ?? 1;
}

function day(iom: Iom, instant: string): string {
  return DateTime.fromISO(instant, { zone: iom.process.region.timeZone }).toFormat('dd.MM.yyyy');
}
function minute(iom: Iom, instant: string): string {
  return DateTime.fromISO(instant, { zone: iom.process.region.timeZone }).toFormat('dd.MM.yyyy HH:mm');
}
