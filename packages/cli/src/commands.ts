import { auditCutCommand } from './audit/audit-cut.command.js';
import { auditListCommand } from './audit/audit-list.command.js';
import { auditVerifyCommand } from './audit/audit-verify.command.js';
import type { Command } from './command.js';
import { doctorCommand } from './doctor/doctor.command.js';
import { resealCommand } from './reseal/reseal.command.js';
import { bypassCommand } from './subject/bypass.command.js';
import { resetCommand } from './subject/reset.command.js';
import { statusCommand } from './subject/status.command.js';
import { unlockCommand } from './subject/unlock.command.js';

/** Every command, in the order in which `--help` lists them. */
export const COMMANDS: readonly Command[] = [
  doctorCommand,
  statusCommand,
  unlockCommand,
  resetCommand,
  bypassCommand,
  resealCommand,
  auditVerifyCommand,
  auditListCommand,
  auditCutCommand,
];

/** The command that the arguments begin with; of several the one with the most words. */
export function commandOf(args: readonly string[]): Command | undefined {
  const fitting = COMMANDS.filter(({ name }) => name.split(' ').every((word, index) => args[index] === word));
  return fitting.sort((one, other) => other.name.length - one.name.length)[0];
}
