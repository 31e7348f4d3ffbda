/** Activities can be asked for by whoever reaches Temporal; an ИОМ is written by its own workflow only. */
import { ApplicationFailure, Context } from '@temporalio/activity';
import { workflowIdOf } from '../domain/workflow-id.ts';

/** Throws for good when the caller is another workflow, or none. */
export function demandCalledByRoute(iom: string): void {
  const { workflowExecution, workflowType } = Context.current().info;
  if (workflowType === 'conductIom' && workflowExecution?.workflowId === workflowIdOf(iom)) return;
  throw ApplicationFailure.nonRetryable('an ИОМ is written by its own workflow only', 'notTheRoute');
}
