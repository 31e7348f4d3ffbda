/** What each message does, in Russian: the Temporal UI shows it beside the name. Acts people do through the API say so. */
import type { ActName } from '../domain/acts.ts';

const throughTheApi = '— только через сервис (API): отсюда будет отказ';
const descriptions = {
  readIom: 'Состояние маршрута целиком (коды, даты, числа)',
  open: `Открыть маршрут ${throughTheApi}`,
  plan: `Представить план ${throughTheApi}`,
  record: `Внести запись ${throughTheApi}`,
  decide: `Вынести решение ${throughTheApi}`,
  assign: `Назначить команду ${throughTheApi}`,
  completeItem: `Отметить выполнение мероприятия ${throughTheApi}`,
  recordStep: `Отметить шаг мероприятия ${throughTheApi}`,
  reportItemImpossible: `Сообщить, что мероприятие невыполнимо ${throughTheApi}`,
  reorderItems: `Изменить порядок мероприятий ${throughTheApi}`,
  amend: `Внести изменение в план ${throughTheApi}`,
  propose: `Предложить изменение ${throughTheApi}`,
  notice: `Передать внешнее сообщение ${throughTheApi}`,
  prolong: `Продлить срок ${throughTheApi}`,
  overrideMinimum: `Разрешить завершение раньше срока ${throughTheApi}`,
  reassign: 'Заменить того, кто назначен на роль: people {роль: id}, order или reason',
  moveTerm: 'Перенести срок обязанности, если он наш, а не из акта: duty, due, reason',
  suspend: 'Приостановить маршрут, если положение это допускает: reason',
  resume: 'Возобновить приостановленный маршрут',
  cancel: 'Прекратить маршрут по причине: reason',
  close: 'Закрыть маршрут незавершённым: reason',
  retryMail: 'Отправить ещё раз письма, которые не удалось доставить',
  recordOnPaper: 'Внести решение, вынесенное на бумаге: duty, round, planVersion, signer, outside {on, order}',
} satisfies Record<ActName | 'readIom', string>;

export function descriptionOf(message: ActName | 'readIom'): string {
  return descriptions[message];
}
