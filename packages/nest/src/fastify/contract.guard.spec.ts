import '../spec/on-fastify.js';
import '../contract.guard.spec.js';
