import '../spec/on-fastify.js';
import '../route-report.spec.js';
