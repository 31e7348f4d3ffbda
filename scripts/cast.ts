/** The demonstration people who take part in one route of Bashkortostan, and the roles they have in it. */

/** By the keys of the demonstration people. */
export type Cast = {
  educator: string;
  head: string;
  deputy: string;
  association: string;
  tutor: string;
  methodologist: string;
  centre: string;
  administrator: string;
};
export const firstSchool: Cast = {
  educator: 'teacher1',
  head: 'head1',
  deputy: 'deputy1',
  association: 'association1',
  tutor: 'tutor1',
  methodologist: 'methodologist1',
  centre: 'centre',
  administrator: 'administrator',
};
export const secondSchool: Cast = {
  ...firstSchool,
  educator: 'teacher5',
  head: 'head2',
  deputy: 'deputy2',
  association: 'association2',
};

export const rolesOfCast: Record<keyof Cast, string> = {
  educator: 'educator',
  head: 'schoolHead',
  deputy: 'deputyHead',
  association: 'subjectAssociationHead',
  tutor: 'tutor',
  methodologist: 'regionalMethodologist',
  centre: 'cnppmHead',
  administrator: 'regionalAdministrator',
};
