/** One route: opening it, reading it from every side, and acting on it. */
import { z } from 'zod';
import { ActBody, OpenBody } from '../act-body.ts';
import * as answers from '../answers.ts';
import type { Operation } from './operation.ts';
import { IomNumber, limit, reading, writing } from './operation.ts';

const route = '/api/v1/ioms/{id}';

export const ofRoutes = {
  openIom: {
    method: 'post',
    path: '/api/v1/ioms',
    summary: 'Открыть маршрут: номер, единственность и редакция закрепляются сразу',
    about: 'Маршруты',
    keyed: true,
    body: OpenBody,
    answer: { status: 201, description: 'Открыт', schema: answers.Accepted },
    problems: [
      ...writing,
      ...(['keyReused', 'noEdition', 'employmentUnknown', 'previousUnknown', 'personUnknown'] as const),
      ...(['notYourRole', 'roleNotHeld', 'ownIom', 'notAllowed', 'notCovered', 'alreadyOpen'] as const),
      ...(['fieldsMissing', 'fieldUnknown', 'fieldWrong', 'stillOpening', 'proofInvalid'] as const),
    ],
  },
  readIom: {
    method: 'get',
    path: route,
    summary: 'Маршрут: этап, чего ждёт и от кого, сроки, команда',
    about: 'Маршруты',
    params: IomNumber,
    answer: { status: 200, description: 'Маршрут', schema: answers.IomView },
    problems: reading,
  },
  readTimeline: {
    method: 'get',
    path: `${route}/timeline`,
    summary: 'Всё, что произошло, по порядку',
    about: 'Маршруты',
    params: IomNumber,
    query: z.strictObject({
      limit,
      after: z.coerce.number().int().min(0).max(2_147_483_647).default(0).describe('После этой записи'),
    }),
    answer: { status: 200, description: 'Записи', schema: answers.TimelinePage },
    problems: [...reading, 'malformed'],
  },
  readDuties: {
    method: 'get',
    path: `${route}/duties`,
    summary: 'Обязанности: открытые и исполненные',
    about: 'Маршруты',
    params: IomNumber,
    answer: { status: 200, description: 'Обязанности', schema: answers.DutiesView },
    problems: reading,
  },
  readAvailableActs: {
    method: 'get',
    path: `${route}/acts`,
    summary: 'Что вы можете сделать сейчас, а остальное — почему нет',
    about: 'Маршруты',
    params: IomNumber,
    answer: { status: 200, description: 'Действия', schema: answers.ActsView },
    problems: reading,
  },
  readPlan: {
    method: 'get',
    path: `${route}/plan`,
    summary: 'План в нынешней версии',
    about: 'Маршруты',
    params: IomNumber,
    answer: { status: 200, description: 'План', schema: answers.PlanView },
    problems: reading,
  },
  performAct: {
    method: 'post',
    path: `${route}/acts`,
    summary: 'Сделать: внести план, запись, решение, назначение и так далее',
    about: 'Маршруты',
    keyed: true,
    ifMatch: true,
    params: IomNumber,
    body: ActBody,
    answer: { status: 200, description: 'Записано', schema: answers.Accepted },
    problems: [
      ...writing,
      ...([
        'keyReused',
        'staleRevision',
        'stillOpening',
        'notYourRole',
        'roleNotHeld',
        'ownIom',
        'notAssigned',
      ] as const),
      ...([
        'outcomeNotOpenToYou',
        'planChanged',
        'otherRound',
        'routeClosed',
        'routeSuspended',
        'notSuspended',
      ] as const),
      ...(['alreadyActed', 'dutyNotOpen', 'wrongStage', 'notInThisStage', 'itemClosed', 'partNotInForce'] as const),
      ...([
        'amendmentPending',
        'alreadyOpen',
        'wrongAct',
        'unknownOutcome',
        'commentRequired',
        'reasonRequired',
      ] as const),
      ...(['fieldsMissing', 'fieldUnknown', 'fieldWrong', 'outsideNotAllowed', 'outsideInFuture'] as const),
      ...(['planBreaksRule', 'itemUnknown', 'itemTwice', 'kindUnknown', 'markUnknown', 'competenceUnknown'] as const),
      ...([
        'amendmentUnknown',
        'notAllowed',
        'notCovered',
        'wordsUnknown',
        'personUnknown',
        'personNotEligible',
      ] as const),
      ...(['termFixedByLaw', 'termInPast', 'tooLong', 'tooOften', 'onlyTheseChanges'] as const),
      ...(['notThroughThisDoor', 'proofInvalid'] as const),
    ],
  },
} satisfies Record<string, Operation>;
