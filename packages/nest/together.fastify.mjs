import { together } from '../../jest.together.mjs';

// The specs of Express again, on Fastify: among the modules of those, they could be told only once.
await together(import.meta.url);
