/** One route: opened, read, acted upon. */
import { actsView } from '../available.ts';
import { openIom } from '../open-iom.ts';
import type { ApiParts } from '../parts.ts';
import { performAct } from '../perform-act.ts';
import type { Call, Handler, Reply } from '../request.ts';
import type { Route } from '../route.ts';
import { etagOf, getRoute } from '../route.ts';
import { planView, timelinePage } from '../timeline.ts';
import { dutiesView, iomView } from '../views.ts';

export function iomRoutes(parts: ApiParts) {
  const { prisma } = parts;
  return {
    openIom: (call) => openIom(parts, call),
    performAct: (call) => performAct(parts, call),
    readIom: seen((route) => iomView(prisma, route)),
    readTimeline: seen((route, { query }) => timelinePage(prisma, route, query as { limit: number; after: number })),
    readDuties: seen((route) => dutiesView(prisma, route)),
    readPlan: seen((route) => planView(prisma, route)),
    // what one may do depends on today's orders too, so it has no tag
    readAvailableActs: async (call): Promise<Reply> => ({ body: actsView(await routeOf(call), call) }),
  } satisfies Record<string, Handler>;

  function routeOf({ caller, params }: Call): Promise<Route> {
    return getRoute(parts, caller, params['id'] ?? '');
  }
  function seen(view: (route: Route, call: Call) => Promise<object>): Handler {
    return async (call) => {
      const route = await routeOf(call);
      return { body: await view(route, call), etag: etagOf(route.row) };
    };
  }
}
