import { together } from '../../jest.together.mjs';

// It watches a class of ours from its first line to its last; other specs restore all that is watched.
await together(import.meta.url);
