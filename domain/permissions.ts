/**
 * Who may do what, as one table: every operation of the API and every act, by what somebody is to the ИОМ.
 * Roles come from the edition: `asEdition` is allowed to those it names for the duty, and refused to the rest.
 * The matrix in test/api/matrix.test.ts tries every cell through the running API.
 */
import type { ActName } from './acts.ts';
import type { Relation as Related } from './standing.ts';

/** `none`: signed in, without anything to do with this ИОМ. `anonymous`: no token, or one that is not valid any more. */
export type Relation = Related | 'none' | 'anonymous';
export const relations: readonly Relation[] = [
  'own',
  'assigned',
  'organisation',
  'municipality',
  'region',
  'former',
  'none',
  'anonymous',
];

/** `hidden`: answered like an ИОМ that does not exist. `refused`: with a reason. `signIn`: asked who it is, and told nothing. */
export type Permission = 'allowed' | 'asEdition' | 'refused' | 'hidden' | 'signIn';
export type Row = Record<Relation, Permission>;

function row(
  standing: 'allowed' | 'asEdition',
  others: 'allowed' | 'refused' | 'hidden',
  anonymous: 'allowed' | 'signIn',
): Row {
  return {
    own: standing,
    assigned: standing,
    organisation: standing,
    municipality: standing,
    region: standing,
    former: others,
    none: others,
    anonymous,
  };
}

/** Everybody who has something to do with the ИОМ; it does not exist for the rest. */
const ofTheRoute = row('allowed', 'hidden', 'signIn');
/** Whoever is signed in: the answer itself holds only what is one's own. */
const signedIn = row('allowed', 'allowed', 'signIn');
const everybody = row('allowed', 'allowed', 'allowed');
const byEdition = row('asEdition', 'hidden', 'signIn');

export const operationPermissions = {
  // nobody is assigned before an ИОМ is open: then only offices count
  openIom: { ...row('asEdition', 'refused', 'signIn'), assigned: 'refused' },
  readIom: ofTheRoute,
  readTimeline: ofTheRoute,
  readDuties: ofTheRoute,
  readAvailableActs: ofTheRoute,
  readPlan: ofTheRoute,
  performAct: byEdition,
  readInbox: signedIn,
  readOperation: signedIn,
  listRegulations: signedIn,
  readRegulation: signedIn,
  fastForward: ofTheRoute,
  readHealth: everybody,
  readReadiness: everybody,
  readMetrics: everybody,
  readOpenApi: everybody,
  readDocs: everybody,
} as const satisfies Record<string, Row>;
export type OperationId = keyof typeof operationPermissions;

export const actPermissions = {
  open: operationPermissions.openIom,
  plan: byEdition,
  record: byEdition,
  decide: byEdition,
  assign: byEdition,
  reassign: byEdition,
  completeItem: byEdition,
  recordStep: byEdition,
  reportItemImpossible: byEdition,
  reorderItems: byEdition,
  amend: byEdition,
  propose: byEdition,
  notice: byEdition,
  prolong: byEdition,
  overrideMinimum: byEdition,
  moveTerm: byEdition,
  suspend: byEdition,
  resume: byEdition,
  cancel: byEdition,
  close: byEdition,
  retryMail: byEdition,
  recordOnPaper: byEdition,
} as const satisfies Record<ActName, Row>;
