import '../spec/on-fastify.js';
import '../second-factor.filter.spec.js';
