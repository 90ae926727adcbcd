import express from 'express';
import { createExpressApp } from '../express/express-app.js';
import type { Host } from '../host.js';
import { listen } from '../parts/listen.js';
import { GUARDED, STEP_UP } from '../parts/routes.js';

/** Express 5, with sessions of express-session. */
export const host: Host = {
  name: 'express5',
  carrier: 'cookie',
  guarded: GUARDED,
  stepUp: STEP_UP,
  start: (parts) => listen(createExpressApp(express, parts), parts),
};
