import '../spec/on-fastify.js';
import '../first-factor.guard.spec.js';
