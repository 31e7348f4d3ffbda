/** How many requests, how long they took, and how the process does: for Prometheus. */
import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export type Metrics = { measure: RequestHandler; text: () => Promise<string>; type: string };

export function createMetrics(): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of requests by operation and status',
    labelNames: ['operation', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [register],
  });
  return {
    type: register.contentType,
    text: () => register.metrics(),
    measure: (req, res, next) => {
      const stop = seconds.startTimer();
      res.once('close', () => stop({ operation: req.operationId ?? 'none', status: String(res.statusCode) }));
      next();
    },
  };
}
