/** Plainly invented people, the same in each region: who they are, where they work, which roles they hold. */

export type Place = { organisation?: 1 | 2 | 3; municipality?: 1 | 2 };
type Demonstrated = {
  key: string;
  names: [string, string, string];
  works?: 1 | 2 | 3;
  roles: ({ role: string } & Place)[];
  post: string;
  email?: string;
};

/** Organisations: 1 and 2 are schools of two municipalities, 3 is a university in the first. */
export const people: readonly Demonstrated[] = [
  { key: 'teacher1', names: ['Примерова', 'Анна', 'Ивановна'], works: 1, roles: [], post: 'учитель математики' },
  { key: 'teacher2', names: ['Образцов', 'Борис', 'Петрович'], works: 1, roles: [], post: 'учитель физики' },
  { key: 'teacher3', names: ['Пробная', 'Вера', 'Сергеевна'], works: 1, roles: [], post: 'учитель химии' },
  { key: 'teacher4', names: ['Учебнов', 'Глеб', 'Олегович'], works: 1, roles: [], post: 'учитель истории' },
  { key: 'teacher5', names: ['Показова', 'Дарья', 'Львовна'], works: 2, roles: [], post: 'учитель биологии' },
  { key: 'teacher6', names: ['Вымышленный', 'Егор', 'Ильич'], works: 2, roles: [], post: 'учитель географии' },
  { key: 'teacher7', names: ['Наглядная', 'Ева', 'Игоревна'], works: 1, roles: [], post: 'учитель литературы' },
  { key: 'teacher8', names: ['Макетов', 'Захар', 'Юрьевич'], works: 1, roles: [], post: 'учитель информатики' },
  { key: 'teacher9', names: ['Эскизова', 'Лада', 'Фёдоровна'], works: 1, roles: [], post: 'учитель технологии' },
  { key: 'teacher10', names: ['Черновиков', 'Матвей', 'Ильич'], works: 1, roles: [], post: 'учитель музыки' },
  {
    key: 'teacher11', // no address to write to, so that an undelivered mail can be seen
    names: ['Безадресная', 'Ника', 'Павловна'],
    works: 1,
    roles: [],
    post: 'учитель начальных классов',
    email: 'адрес не указан',
  },
  { key: 'teacher12', names: ['Итогова', 'Рада', 'Семёновна'], works: 1, roles: [], post: 'учитель английского языка' },
  { key: 'teacher13', names: ['Передумов', 'Савва', 'Юльевич'], works: 1, roles: [], post: 'учитель физкультуры' },
  { key: 'lecturer', names: ['Условная', 'Жанна', 'Марковна'], works: 3, roles: [], post: 'доцент' },
  {
    key: 'head1',
    names: ['Директорова', 'Зоя', 'Павловна'],
    works: 1,
    roles: [{ role: 'schoolHead', organisation: 1 }],
    post: 'директор',
  },
  {
    key: 'head2',
    names: ['Школьников', 'Иван', 'Денисович'],
    works: 2,
    roles: [{ role: 'schoolHead', organisation: 2 }],
    post: 'директор',
  },
  {
    key: 'deputy1',
    names: ['Завучева', 'Инна', 'Юрьевна'],
    works: 1,
    roles: [{ role: 'deputyHead', organisation: 1 }],
    post: 'заместитель директора',
  },
  {
    key: 'deputy2',
    names: ['Помощникова', 'Кира', 'Андреевна'],
    works: 2,
    roles: [{ role: 'deputyHead', organisation: 2 }],
    post: 'заместитель директора',
  },
  {
    key: 'association1',
    names: ['Кафедрин', 'Лев', 'Романович'],
    works: 1,
    roles: [{ role: 'subjectAssociationHead', organisation: 1 }],
    post: 'учитель, руководитель МО',
  },
  {
    key: 'association2',
    names: ['Объединенская', 'Майя', 'Яновна'],
    works: 2,
    roles: [{ role: 'subjectAssociationHead', organisation: 2 }],
    post: 'учитель, руководитель МО',
  },
  { key: 'tutor1', names: ['Тьюторова', 'Нина', 'Глебовна'], roles: [{ role: 'tutor' }], post: 'тьютор' },
  { key: 'tutor2', names: ['Наставников', 'Олег', 'Борисович'], roles: [{ role: 'tutor' }], post: 'тьютор' },
  {
    key: 'methodologist1',
    names: ['Методистова', 'Полина', 'Евгеньевна'],
    roles: [{ role: 'regionalMethodologist' }],
    post: 'региональный методист',
  },
  {
    key: 'methodologist2',
    names: ['Методичный', 'Роман', 'Артёмович'],
    roles: [{ role: 'regionalMethodologist' }],
    post: 'региональный методист',
  },
  {
    key: 'municipal1',
    names: ['Районова', 'Софья', 'Никитична'],
    roles: [{ role: 'municipalAuthority', municipality: 1 }],
    post: 'специалист управления образования',
  },
  {
    key: 'municipal2',
    names: ['Городской', 'Тимур', 'Ренатович'],
    roles: [{ role: 'municipalAuthority', municipality: 2 }],
    post: 'специалист управления образования',
  },
  {
    key: 'centre',
    names: ['Центрова', 'Ульяна', 'Степановна'],
    roles: [{ role: 'cnppmHead' }],
    post: 'руководитель ЦНППМ',
  },
  {
    key: 'administrator',
    names: ['Порядкин', 'Фёдор', 'Кириллович'],
    roles: [{ role: 'regionalAdministrator' }],
    post: 'региональный администратор',
  },
];
