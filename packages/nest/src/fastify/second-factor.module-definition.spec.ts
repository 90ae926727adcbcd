import '../spec/on-fastify.js';
import '../second-factor.module-definition.spec.js';
