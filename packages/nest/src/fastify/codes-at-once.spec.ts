import '../spec/on-fastify.js';
import '../codes-at-once.spec.js';
