/** The HTTP API: what every request passes, then one address per operation, then what is left over. */
import express from 'express';
import type { Express } from 'express';
import helmet from 'helmet';
import type { OperationId } from '../domain/permissions.ts';
import { docsFiles } from './docs.ts';
import { answerFailure, answerUnknown, refuseMethod } from './failures.ts';
import { logRequests } from './log.ts';
import { createMetrics } from './metrics.ts';
import { openApiDocument } from './openapi.ts';
import { operationIds, operationOf, pathOf } from './operations/operations.ts';
import type { ApiParts } from './parts.ts';
import type { Handler } from './request.ts';
import { iomRoutes } from './routes/ioms.ts';
import { myRoutes } from './routes/mine.ts';
import { regulationRoutes } from './routes/regulations.ts';
import { sandboxRoutes } from './routes/sandbox.ts';
import { serviceRoutes } from './routes/service.ts';
import { serve } from './serve.ts';

export function createApp(parts: ApiParts): Express {
  const offered = operationIds.filter((id) => parts.sandbox || operationOf(id).about !== 'Песочница');
  const metrics = createMetrics();
  const document = openApiDocument(parts.publicUrl, offered);
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(logRequests(parts.logger));
  app.use(metrics.measure);
  app.use(helmet({ contentSecurityPolicy: { useDefaults: false, directives: policy } }));
  addRoutes(app, parts, offered, {
    ...iomRoutes(parts),
    ...myRoutes(parts),
    ...regulationRoutes(parts),
    ...sandboxRoutes(parts),
    ...serviceRoutes({ ...parts, metrics, document }),
  });
  app.use(docsFiles());
  app.use(answerUnknown);
  app.use(answerFailure);
  return app;
}

const own = ["'self'"];
const policy = {
  defaultSrc: ["'none'"],
  scriptSrc: own,
  styleSrc: own,
  imgSrc: [...own, 'data:'],
  connectSrc: own,
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};

function addRoutes(
  app: Express,
  parts: ApiParts,
  offered: OperationId[],
  handlers: Record<OperationId, Handler>,
): void {
  const byPath = Object.groupBy(offered, (id) => pathOf(operationOf(id)));
  for (const [path, ids = []] of Object.entries(byPath)) {
    const route = app.route(path);
    for (const id of ids) route[operationOf(id).method](...serve(id, handlers[id], parts));
    route.all(refuseMethod(ids.flatMap((id) => (operationOf(id).method === 'get' ? ['GET', 'HEAD'] : ['POST']))));
  }
}
