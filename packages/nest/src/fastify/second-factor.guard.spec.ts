import '../spec/on-fastify.js';
import '../second-factor.guard.spec.js';
