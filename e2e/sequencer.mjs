import { basename } from 'node:path';
import Sequencer from '@jest/test-sequencer';

/** What takes longest, longest first: begun last, it would leave a processor with nothing to do. */
const FIRST = [
  ...[
    'together.stories',
    'packages',
    'together.attacks',
    'hosts',
    'distributed',
    'stories-security',
    'outage-twilio',
    'start',
  ],
  ...['hosts-sessions', 'stories-demo', 'start-stores', 'secrecy'],
];

/** Runs the long specs first, and the others as jest would. */
export default class LongestFirst extends Sequencer {
  /** @param {readonly import('@jest/test-result').Test[]} tests */
  sort(tests) {
    return [...super.sort([...tests])].sort((one, other) => place(one.path) - place(other.path));
  }
}

/** @param {string} path */
function place(path) {
  const at = FIRST.indexOf(basename(path).replace(/(\.e2e-spec)?\.m?[jt]s$/, ''));
  return at < 0 ? FIRST.length : at;
}
