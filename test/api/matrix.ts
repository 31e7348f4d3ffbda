/** The cells of the authorisation matrix: who asks for what, and what the table says to it. */
import type { ActName } from '../../domain/acts.ts';
import type { Permission, Relation } from '../../domain/permissions.ts';
import type { Process } from '../../domain/process.ts';
import { getDuty } from '../../domain/process.ts';
import type { Opened } from '../support/routes.ts';

/** Somebody as somebody: `person` is a key of Bashkortostan, an id, or what is in place of a token. */
export type Asking = { who: string; person: string; as: string };
export type Seat = Opened & { state: string; team: Record<string, string>; former: string[] };

const offices: Record<string, Relation> = {
  head1: 'organisation',
  municipal1: 'municipality',
  centre: 'region',
  administrator: 'region',
};
const noTokens = ['nobody', 'wrongToken', 'expiredToken', 'revokedToken', 'methodologist2'];

/** Everybody there is, in the own role and in others'. "teacher" is whose route it is. */
export const everybody: Asking[] = [
  ['teacher', 'educator'],
  ['teacher', 'tutor'],
  ['teacher', 'schoolHead'],
  ['tutor1', 'tutor'],
  ['tutor2', 'tutor'],
  ['methodologist1', 'regionalMethodologist'],
  ['deputy1', 'deputyHead'],
  ['deputy2', 'deputyHead'],
  ['association1', 'subjectAssociationHead'],
  ['association2', 'subjectAssociationHead'],
  ['head1', 'schoolHead'],
  ['head1', 'cnppmHead'],
  ['head1', 'educator'],
  ['head2', 'schoolHead'],
  ['municipal1', 'municipalAuthority'],
  ['municipal1', 'schoolHead'],
  ['municipal2', 'municipalAuthority'],
  ['centre', 'cnppmHead'],
  ['centre', 'tutor'],
  ['administrator', 'regionalAdministrator'],
  ['administrator', 'cnppmHead'],
  ['teacher5', 'educator'],
  ['teacher6', 'cnppmHead'],
  ['lecturer', 'educator'],
  ['p-sarcentre', 'cnppmHead'],
  ['p-saradministrator', 'regionalAdministrator'],
  ['p-sarhead1', 'schoolHead'],
  ['p-sartutor1', 'tutor'],
  ['nobody', 'cnppmHead'],
  ['wrongToken', 'cnppmHead'],
  ['expiredToken', 'cnppmHead'],
  ['revokedToken', 'cnppmHead'],
  ['methodologist2', 'regionalMethodologist'], // dismissed
].map(([person = '', as = '']) => ({ who: `${person} as ${as}`, person, as }));

export function relationTo(seat: Seat, { person }: Asking): Relation {
  if (noTokens.includes(person)) return 'anonymous';
  if (person === 'teacher' || person === seat.teacher) return 'own';
  if (Object.values(seat.team).includes(person)) return 'assigned';
  if (seat.former.includes(person)) return 'former';
  return offices[person] ?? 'none';
}

const heldOffices: Record<string, string> = {
  head1: 'schoolHead',
  municipal1: 'municipalAuthority',
  centre: 'cnppmHead',
  administrator: 'regionalAdministrator',
};
export function holdsRole(seat: Seat, { person, as }: Asking): boolean {
  if (person === 'teacher') return as === 'educator';
  return seat.team[as] === person || heldOffices[person] === as;
}

/** One body for each act and duty: right in its shape, so that the answer speaks of the person. */
export const bodies: ({ act: Exclude<ActName, 'open'> } & Record<string, unknown>)[] = [
  { act: 'plan', duty: 'draft', plan: { items: [] } },
  ...['openingMeeting', 'entryDiagnostics', 'needs', 'startMark', 'monitoring'].map((duty) => ({
    act: 'record' as const,
    duty,
  })),
  ...['signCard', 'agree', 'approve', 'tutorConclusion'].map((duty) => ({
    act: 'decide' as const,
    duty,
    round: 1,
    planVersion: '0',
  })),
  { act: 'assign', duty: 'team', people: {} },
  { act: 'reassign', people: { tutor: 'p-bshtutor2' } },
  { act: 'completeItem', item: 'i1' },
  { act: 'recordStep', item: 'i1', step: 'none' },
  { act: 'reportItemImpossible', item: 'i1' },
  { act: 'reorderItems', items: ['i2', 'i1'] },
  { act: 'amend', amendment: 'correction', items: [], planVersion: '0' },
  { act: 'propose', about: 'dates' },
  { act: 'notice', notice: 'askTutor' },
  { act: 'prolong', term: '1 month' },
  { act: 'overrideMinimum' },
  { act: 'moveTerm', duty: 'approve', due: '2030-01-01' },
  { act: 'suspend' },
  { act: 'resume' },
  { act: 'cancel', comment: 'почему' },
  { act: 'close', comment: 'почему' },
  { act: 'retryMail' },
  {
    act: 'recordOnPaper',
    duty: 'approve',
    round: 1,
    planVersion: '0',
    signer: { person: 'p-bshhead1', role: 'schoolHead' },
    outside: { on: '2026-10-01', order: '5' },
  },
];

/** Whom the edition names, read from the edition and not by the engine. */
const named: Record<ActName, (process: Process, body: Record<string, unknown>) => string[]> = {
  open: ({ start }, { way }) => start.find((each) => each.way === way)?.by ?? [],
  plan: ofDuty,
  record: ofDuty,
  decide: ofDuty,
  assign: ofDuty,
  reassign: ({ roles, repair }) => [
    ...Object.values(roles).flatMap(({ assignedBy }) => assignedBy ?? []),
    ...repair.by,
  ],
  completeItem: ({ parts }) => parts['whole']?.completedBy ?? [],
  recordStep: () => [],
  reportItemImpossible: ({ parts }) => parts['whole']?.impossibleBy ?? [],
  reorderItems: ({ parts }) => parts['whole']?.reorderedBy ?? [],
  amend: ({ amendments }) => amendments.flatMap(({ by }) => by),
  propose: ({ proposals }) => proposals.flatMap(({ by }) => by),
  notice: ({ notices }, { notice }) => notices[String(notice)]?.by ?? [],
  prolong: ({ prolongation }) => prolongation?.by ?? [],
  overrideMinimum: ({ term }) => term.atLeast?.overriddenBy ?? [],
  moveTerm: ofRepair('moveTerm'),
  suspend: (process) => [...(process.suspension?.by ?? []), ...ofRepair('suspend')(process)],
  resume: (process) => [...(process.suspension?.by ?? []), ...ofRepair('resume')(process)],
  cancel: (process) => [...process.cancelling.by, ...ofRepair('cancel')(process)],
  close: ofRepair('close'),
  retryMail: ofRepair('retryMail'),
  recordOnPaper: ofRepair('recordOnPaper'),
};
function ofDuty(process: Process, { duty }: Record<string, unknown>): string[] {
  const { by, byAll } = getDuty(process, String(duty));
  return by ?? byAll ?? [];
}
function ofRepair(act: Process['repair']['acts'][number]) {
  return ({ repair }: Process): string[] => (repair.acts.includes(act) ? repair.by : []);
}
export function isNamed(process: Process, body: { act: ActName } & Record<string, unknown>, as: string): boolean {
  return named[body.act](process, body).includes(as);
}

export type Answer = { status: number; code: string | undefined };
/** Codes by which a person is told that the law gives this to others, or to nobody. */
const notYours = ['notYourRole', 'roleNotHeld', 'ownIom', 'notAssigned', 'notAllowed', 'itemUnknown'];

/** `mayAct` answers for `asEdition`: is the role held here, and named there? */
export function agrees(permission: Permission, { status, code = '' }: Answer, mayAct: boolean): boolean {
  switch (permission) {
    case 'signIn':
      return status === 401;
    case 'hidden':
      return status === 404 && code === 'notFound';
    case 'refused':
      return status === 422 && code === 'personUnknown';
    case 'allowed':
      return status < 500 && ![401, 403, 404].includes(status);
    case 'asEdition':
      if (code === 'routeClosed') return status === 409;
      return mayAct
        ? status < 500 && ![401, 403, 404].includes(status)
        : notYours.includes(code) && [403, 422].includes(status);
  }
}
