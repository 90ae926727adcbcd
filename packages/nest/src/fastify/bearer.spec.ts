import '../spec/on-fastify.js';
import '../bearer.spec.js';
