/** The files of the docs page, served from the installed package: nothing comes from another host. Until there are pages, / leads there. */
import express from 'express';
import type { Router } from 'express';
import { getAbsoluteFSPath } from 'swagger-ui-dist';

const files = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];
const begin = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null });\n`;

export function docsFiles(): Router {
  const router = express.Router();
  router.get('/', (_req, res) => res.redirect('/docs'));
  router.get('/docs/begin.js', (_req, res) => void res.type('text/javascript').send(begin));
  for (const file of files) {
    router.get(`/docs/${file}`, (_req, res) => res.sendFile(file, { root: getAbsoluteFSPath(), maxAge: '1h' }));
  }
  return router;
}
