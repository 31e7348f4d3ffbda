/** Instants as people in the region read them: date, weekday, time and zone. Own tables, so that no machine's locale data matter. */
import { DateTime } from 'luxon';

const weekdays = ['понедельник', 'вторник', 'среда', 'четверг', 'пятница', 'суббота', 'воскресенье'];
const monthsOf = [
  'января',
  'февраля',
  'марта',
  'апреля',
  'мая',
  'июня',
  'июля',
  'августа',
  'сентября',
  'октября',
  'ноября',
  'декабря',
];

/** 14.03.2026 */
export function shortDate(instant: string, timeZone: string): string {
  return local(instant, timeZone).toFormat('dd.MM.yyyy');
}

/** суббота, 14 марта 2026 г. */
export function longDate(instant: string, timeZone: string): string {
  const { weekday, day, month, year } = local(instant, timeZone);
  return `${weekdays[weekday - 1]}, ${day} ${monthsOf[month - 1]} ${year} г.`;
}

/** суббота, 14 марта 2026 г., 23:59 по времени региона (UTC+5) */
export function deadline(instant: string, timeZone: string): string {
  const time = local(instant, timeZone);
  return `${longDate(instant, timeZone)}, ${time.toFormat('HH:mm')} по времени региона (UTC${time.toFormat('Z')})`;
}

function local(instant: string, timeZone: string): DateTime<true> {
  const time = DateTime.fromISO(instant, { zone: timeZone });
  if (!time.isValid) throw new Error(`not an instant in ${timeZone}`);
  return time;
}
