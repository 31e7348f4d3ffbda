/** From a reservation to a running route. Safe to repeat: the same run, the same act, the same answer. */
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { WorkflowClient } from '@temporalio/client';
import type { Iom } from '../domain/iom.ts';
import type { Answer } from '../domain/recorded.ts';
import { titlesOf } from '../domain/titles.ts';
import type { Iom as IomRow } from '../prisma/generated/client.ts';
import type { conductIom } from '../workflows/conduct-iom.ts';
import { workflowIdOf } from '../domain/workflow-id.ts';
import { actUpdate } from '../workflows/messages.ts';
import type { Opening } from '../workflows/messages.ts';
import { editionOf } from './editions.ts';
import type { ApiParts } from './parts.ts';
import type { Keyed, SendParts, Sent } from './send-act.ts';
import { sendAct } from './send-act.ts';

export type StartParts = SendParts & Pick<ApiParts, 'publicUrl' | 'taskQueue'>;

/** Throws `outcomeUnknown` or `notSent`: then the reservation stays and is tried again (sweep.ts). */
export async function startRoute(parts: StartParts, row: IomRow): Promise<Answer> {
  const { prisma, publicUrl, taskQueue } = parts;
  const { regulation, process } = await editionOf(prisma, row.editionHash);
  const { namespace } = await prisma.region.findUniqueOrThrow({ where: { code: row.regionCode } });
  const iom: Iom = { ...(row.beginning as unknown as Omit<Iom, 'process'>), process };
  const opening = { iom, titles: titlesOf(regulation), page: `${publicUrl}/api/v1/ioms/${row.id}` };
  const sent = { iom: row.id, namespace, act: row.opening as unknown as Keyed };
  const answer = await sendAct(parts, sent, (client, signed) => sendOpening(client, signed, { opening, taskQueue }));
  if ('refused' in answer && answer.refused.refusal !== 'keyReused') await withdraw(parts, row, namespace);
  return answer;
}

function sendOpening(
  client: WorkflowClient,
  { act }: Sent,
  { opening, taskQueue }: { opening: Opening; taskQueue: string },
) {
  const startWorkflowOperation = new WithStartWorkflowOperation<typeof conductIom>('conductIom', {
    workflowId: workflowIdOf(opening.iom.id),
    taskQueue,
    args: [opening],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    staticSummary: opening.iom.id,
    staticDetails: `[Открыть в сервисе](${opening.page})`,
  });
  return client.executeUpdateWithStart(actUpdate('open'), { args: [act], updateId: act.key, startWorkflowOperation });
}

/** Refused after all (an order changed in between): the place is free again, and no route waits for its first act. */
async function withdraw({ prisma, temporal, clock }: StartParts, { id }: IomRow, namespace: string): Promise<void> {
  await prisma.iom.updateMany({
    where: { id, state: 'opening', revision: 0 },
    data: { state: 'closed', outcome: 'notStarted', openFor: null, closedAt: clock() },
  });
  const run = temporal.clientOf(namespace).workflow.getHandle(workflowIdOf(id));
  await run.terminate('opening refused').catch(() => undefined);
}
