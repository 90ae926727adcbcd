import { adapter } from './adapter.js';

// Imported before a spec, it runs that spec's sentences on Fastify.
adapter.name = 'fastify';
