import '../spec/on-fastify.js';
import '../step-up.decorator.spec.js';
