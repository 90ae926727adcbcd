import '../spec/on-fastify.js';
import '../passport-authenticate.spec.js';
