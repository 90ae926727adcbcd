import '../spec/on-fastify.js';
import '../reply-headers.spec.js';
