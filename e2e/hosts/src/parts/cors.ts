import type { Settings } from './settings.js';

/** What a single-page app at another origin may do: the host's own affair, beside Countersign's `origins`. */
export function corsSettings({ spaOrigin }: Settings) {
  return {
    origin: spaOrigin === undefined ? [] : [spaOrigin],
    methods: ['GET', 'POST', 'PUT', 'DELETE'],
    allowedHeaders: ['Authorization', 'Content-Type', 'Countersign-Token', 'Prefer'],
    exposedHeaders: ['Retry-After', 'WWW-Authenticate'],
    maxAge: 600,
  };
}
