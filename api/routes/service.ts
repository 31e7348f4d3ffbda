/** How the process does, and the document of the API. */
import type { Metrics } from '../metrics.ts';
import type { OpenApiDocument } from '../openapi.ts';
import type { ApiParts } from '../parts.ts';
import type { Handler } from '../request.ts';

type Parts = Pick<ApiParts, 'prisma' | 'temporal'> & { metrics: Metrics; document: OpenApiDocument };

export function serviceRoutes({ prisma, temporal, metrics, document }: Parts) {
  return {
    readHealth: async () => ({ body: { state: 'ok' } }),
    readReadiness: async () => {
      const [database, there] = await Promise.all([answers(prisma.$queryRaw`SELECT 1`), temporal.isReachable()]);
      const isReady = database && there;
      return { status: isReady ? 200 : 503, body: { state: isReady ? 'ok' : 'notReady', database, temporal: there } };
    },
    readMetrics: async () => ({ body: await metrics.text(), headers: { 'Content-Type': metrics.type } }),
    readOpenApi: async () => ({ body: document }),
    readDocs: async () => ({ body: page, headers: { 'Content-Type': 'text/html; charset=utf-8' } }),
  } satisfies Record<string, Handler>;
}

async function answers(asked: Promise<unknown>): Promise<boolean> {
  return asked.then(
    () => true,
    () => false,
  );
}

/** Everything comes from this very server (docs.ts); the policy allows nothing else. */
const page = `<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Маршрут — API</title>
<link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="docs"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/begin.js"></script>
</body>
</html>
`;
