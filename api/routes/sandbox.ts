/** In the sandbox only: months pass in a second. */
import { DateTime, Duration } from 'luxon';
import { workflowIdOf } from '../../domain/workflow-id.ts';
import { readIom } from '../../workflows/messages.ts';
import { fastForward } from '../fast-forward.ts';
import type { ApiParts } from '../parts.ts';
import { Problem } from '../problems.ts';
import type { Call, Handler } from '../request.ts';
import { getRoute } from '../route.ts';

export function sandboxRoutes(parts: ApiParts) {
  return {
    fastForward: async ({ caller, body }: Call) => {
      const said = body as { iom: string; by: string };
      const { row } = await getRoute(parts, caller, said.iom);
      if (row.state !== 'running') throw new Problem(row.state === 'opening' ? 'stillOpening' : 'routeClosed');
      const { namespace } = await parts.prisma.region.findUniqueOrThrow({ where: { code: row.regionCode } });
      const client = parts.temporal.clientOf(namespace);
      const id = workflowIdOf(row.id);
      const reached = await fastForward(client, id, millisecondsIn(said.by, parts.clock()));
      // a query waits until what was due at the last moment is done
      const { revision } = await client.workflow.getHandle(id).query(readIom);
      return { body: { iom: row.id, reached, revision } };
    },
  } satisfies Record<string, Handler>;
}

function millisecondsIn(term: string, from: Date): number {
  const [count, unit = 'day'] = term.split(' ');
  const start = DateTime.fromJSDate(from, { zone: 'UTC' });
  return start.plus(Duration.fromObject({ [unit]: Number(count) })).toMillis() - start.toMillis();
}
