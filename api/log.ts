/** One line per request: which operation, how it ended, how long it took. No address, no body, no person. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';

export function logRequests(logger: Logger) {
  return pinoHttp({
    logger,
    genReqId: traceIdOf,
    wrapSerializers: false,
    serializers: { req: () => undefined, res: () => undefined, err: (error: Error) => error.stack },
    customLogLevel: (_req, { statusCode }) => (statusCode >= 500 ? 'error' : statusCode >= 400 ? 'warn' : 'info'),
    customAttributeKeys: { responseTime: 'ms' },
    customProps: (req, res) => ({
      traceId: req.id,
      operationId: (req as Request).operationId ?? null,
      method: req.method,
      status: res.statusCode,
    }),
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request',
  });
}

/** The caller's own trace goes on (W3C Trace Context), or one begins here. */
function traceIdOf(req: IncomingMessage, res: ServerResponse): string {
  const [, given] = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(String(req.headers['traceparent'] ?? '')) ?? [];
  const id = given ?? randomUUID().replaceAll('-', '');
  res.setHeader('X-Trace-Id', id);
  return id;
}
