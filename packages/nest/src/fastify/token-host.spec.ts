import '../spec/on-fastify.js';
import '../token-host.spec.js';
