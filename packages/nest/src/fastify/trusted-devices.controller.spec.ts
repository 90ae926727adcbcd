import '../spec/on-fastify.js';
import '../trusted-devices.controller.spec.js';
