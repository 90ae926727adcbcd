import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InboxSender } from '@countersign/core';
import type { Strategy } from 'passport';
import type { HostDescription } from '../host.js';
import { Accounts } from './accounts.js';

import { type HostOptions, secondFactorOptions } from './second-factor.js';
import { type SessionSettings, sessionSettings } from './session-settings.js';
import type { Settings } from './settings.js';
import { strategies } from './strategies.js';
import { Switch } from './switch.js';

const ASSETS = fileURLToPath(new URL('../../assets', import.meta.url));

/** What all hosts are made of; what is left to a host is its framework. */
export interface Parts {
  readonly settings: Settings;
  readonly accounts: Accounts;
  /** First factors, by name. */
  readonly strategies: readonly [name: string, strategy: Strategy][];
  readonly secondFactor: HostOptions;
  readonly session: SessionSettings;
  readonly inbox: InboxSender;
  /** Who must take the second step. */
  readonly requirement: Switch;
  /** The answer of `GET /healthz`: that the host is alive, and what it is. */
  readonly health: object;
  /** Files that anybody may see. */
  readonly assets: string;
  /** Files behind the second step. */
  readonly files: string;
}

/** Puts the parts together. */
export function createParts(host: HostDescription, settings: Settings): Parts {
  const accounts = new Accounts();
  const inbox = new InboxSender();
  const requirement = new Switch(settings.secondFactor);
  const { name, carrier, guarded, stepUp, doors = {} } = host;
  return {
    settings,
    accounts,
    strategies: strategies(accounts, settings.secret),
    secondFactor: secondFactorOptions(settings, accounts, requirement, inbox),
    session: sessionSettings(settings),
    inbox,
    requirement,
    health: { status: 'ok', host: { name, carrier, guarded, stepUp, doors } },
    assets: ASSETS,
    files: join(ASSETS, 'files'),
  };
}
