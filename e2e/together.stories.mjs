import { togetherOnOneStart } from './harness/together.mjs';

await togetherOnOneStart('stories');
