import '../spec/on-fastify.js';
import '../strict-body.spec.js';
