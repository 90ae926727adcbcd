import '../spec/on-fastify.js';
import '../second-factor.controller.spec.js';
