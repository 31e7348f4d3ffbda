/** The state a history leads to: what `record` answered in it, carried out in order by the code as it is. */
import { defaultPayloadConverter } from '@temporalio/common';
import type { Payload } from '@temporalio/common';
import type proto from '@temporalio/proto';
import { carryOut } from '../../domain/carry-out.ts';
import type { Iom } from '../../domain/iom.ts';
import type { Recorded } from '../../domain/recorded.ts';
import type { Opening } from '../../workflows/messages.ts';

type History = proto.temporal.api.history.v1.IHistory;
type Event = proto.temporal.api.history.v1.IHistoryEvent;

export function foldHistory({ events }: History): Iom {
  const all = events ?? [];
  const [opening] = read<Opening>(all[0]?.workflowExecutionStartedEventAttributes?.input?.payloads);
  if (!opening) throw new Error('the history does not begin with an opening');
  const answers = all.flatMap((event) => read<Recorded | object>(resultsOf(event)));
  const entries = answers.flatMap((answer) => ('entries' in answer ? answer.entries : []));
  return entries.reduce(carryOut, opening.iom);
}

/** Of a local activity in its marker, of an ordinary one when it completed. */
function resultsOf(event: Event): Payload[] {
  const marker = event.markerRecordedEventAttributes?.details?.['result'];
  const completed = event.activityTaskCompletedEventAttributes?.result;
  return marker?.payloads ?? completed?.payloads ?? [];
}

function read<T>(payloads: Payload[] | null | undefined): T[] {
  return (payloads ?? []).map((payload) => defaultPayloadConverter.fromPayload<T>(payload));
}
