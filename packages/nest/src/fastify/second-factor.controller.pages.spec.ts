import '../spec/on-fastify.js';
import '../second-factor.controller.pages.spec.js';
