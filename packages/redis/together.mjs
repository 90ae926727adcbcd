import { together } from '../../jest.together.mjs';

await together(import.meta.url);
