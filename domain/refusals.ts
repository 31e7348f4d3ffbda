/** The closed list of reasons for which an act is refused. A refusal is an answer, not an error. */
export const refusalReasons = [
  'malformed',
  'keyReused',
  'proofInvalid',
  'notThroughThisDoor',
  'staleRevision',
  'planChanged',
  'otherRound',
  'routeClosed',
  'routeSuspended',
  'notSuspended',
  'notYourRole',
  'roleNotHeld',
  'ownIom',
  'notAssigned',
  'alreadyActed',
  'dutyNotOpen',
  'wrongStage',
  'wrongAct',
  'unknownOutcome',
  'outcomeNotOpenToYou',
  'commentRequired',
  'reasonRequired',
  'fieldsMissing',
  'fieldUnknown',
  'fieldWrong',
  'outsideNotAllowed',
  'outsideInFuture',
  'planBreaksRule',
  'itemUnknown',
  'itemTwice',
  'itemClosed',
  'kindUnknown',
  'markUnknown',
  'competenceUnknown',
  'partNotInForce',
  'amendmentUnknown',
  'amendmentPending',
  'notInThisStage',
  'notAllowed',
  'notCovered',
  'wordsUnknown',
  'personUnknown',
  'personNotEligible',
  'termFixedByLaw',
  'termInPast',
  'tooLong',
  'tooOften',
  'onlyTheseChanges',
  'alreadyOpen',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** `basis` is "source <clause>" or "default <clause>"; `details` are codes, ids, numbers or dates that show what is wrong. */
export type Refusal = { refusal: RefusalReason; basis?: string; details: string[] };

export function refuse(refusal: RefusalReason, basis?: string, details: string[] = []): Refusal {
  return basis ? { refusal, basis, details } : { refusal, details };
}
export function isRefusal(value: object): value is Refusal {
  return 'refusal' in value;
}
