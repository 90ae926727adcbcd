import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { Parts } from './parts.js';

const TYPES: Readonly<Record<string, string>> = { '/spa.js': 'text/javascript', '/': 'text/html; charset=utf-8' };

/** Serves the single-page app of a token host at its own origin; nothing when the environment names none. */
export function startSpa({ settings, assets }: Parts): Server | undefined {
  const { spaOrigin, publicUrl } = settings;
  if (spaOrigin === undefined) return undefined;
  const server = createServer(async ({ url = '/' }, response) => {
    const type = TYPES[url];
    if (type === undefined) return response.writeHead(404).end();
    const text = await readFile(join(assets, url === '/' ? 'spa.html' : 'spa.js'), 'utf8');
    return response.writeHead(200, { 'content-type': type }).end(text.replaceAll('{api}', publicUrl));
  });
  return server.listen(Number(new URL(spaOrigin).port), settings.address);
}
