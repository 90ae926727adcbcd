import {
  type CodeSender,
  type InboxSender,
  MemoryPendingStore,
  type PendingStore,
  type SecondFactorOptions,
} from '@countersign/core';
import { MemoryFactorStore } from '@countersign/core/testing';
import type { WebOptions } from '@countersign/http';
import { RedisPendingStore } from '@countersign/redis';
import { twilioSender } from '@countersign/twilio';
import type { Account, Accounts } from './accounts.js';
import { hungOn } from './identity.js';

import type { Settings } from './settings.js';
import type { Switch } from './switch.js';

/** What every host says to Countersign. */
export type HostOptions = SecondFactorOptions<Account> & Omit<WebOptions<Account>, 'path'>;

/** The second step, as these hosts want it. */
export function secondFactorOptions(
  settings: Settings,
  accounts: Accounts,
  requirement: Switch,
  inbox: InboxSender,
): HostOptions {
  const sender: CodeSender = settings.twilio ? twilioSender(settings.twilio) : inbox;
  return {
    issuer: 'Management Interface',
    publicUrl: settings.publicUrl,
    secrets: [settings.secret],
    policy: () => requirement.value,
    countries: settings.countries,
    pending: pendingStore(settings),
    factors: new MemoryFactorStore(),
    sender,
    subject: {
      id: ({ id }) => id,
      load: (id) => accounts.active(id),
      credentialVersion: ({ passwordHash }) => passwordHash,
      checkPassword: ({ email }, password) => accounts.byPassword(email, password.reveal()) !== null,
    },
    origins: settings.spaOrigin === undefined ? [] : [settings.spaOrigin],
    exemptions: {
      'API tokens': ({ request }) => hungOn(request).viaApiToken === true,
      'single sign-on with two factors': ({ amr }) => amr.includes('mfa'),
    },
    actor: (request) => hungOn(request).actor,
  };
}

function pendingStore({ redisUrl }: Settings): PendingStore {
  return redisUrl === undefined ? new MemoryPendingStore() : new RedisPendingStore(redisUrl);
}
