import '../spec/on-fastify.js';
import '../second-factor.guard.default-deny.spec.js';
