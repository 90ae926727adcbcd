import '../spec/on-fastify.js';
import '../second-factor.service.spec.js';
