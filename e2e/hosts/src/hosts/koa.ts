import type { Host } from '../host.js';
import { createKoaApp } from '../koa/koa-app.js';
import { listen } from '../parts/listen.js';
import { GUARDED, STEP_UP } from '../parts/routes.js';

/** Koa, with sessions of koa-session in a store. */
export const host: Host = {
  name: 'koa',
  carrier: 'cookie',
  guarded: GUARDED,
  stepUp: STEP_UP,
  start: (parts) => listen(createKoaApp(parts).callback(), parts),
};
