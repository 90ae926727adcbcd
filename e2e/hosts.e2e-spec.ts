// One file, for the sake of one start: ten processes stand before the first test can run.
import './hosts-stories.cases.js';
import './hosts-doors.cases.js';
import './hosts-attacks.cases.js';
import './hosts-ways-in.cases.js';
import './hosts-other-doors.cases.js';
import './hosts-tokens.cases.js';
import './hosts-receipts.cases.js';
import './hosts-replies.cases.js';
import './hosts-contract.cases.js';
