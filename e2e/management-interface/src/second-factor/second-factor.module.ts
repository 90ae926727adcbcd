import type { CodeSender } from '@countersign/core';
import { SecondFactorModule, type SecondFactorModuleOptions } from '@countersign/nest';
import { TypeOrmFactorStore } from '@countersign/typeorm';
import { DataSource } from 'typeorm';
import { consoleEvents } from '../activity/console-events.js';
import { logAlarm } from '../activity/log-alarm.js';
import { AccountHooks } from '../administrators/account-hooks.js';
import type { Administrator } from '../administrators/administrator.entity.js';
import { AdministratorsModule } from '../administrators/administrators.module.js';
import { AdministratorsService } from '../administrators/administrators.service.js';
import type { Config } from '../config.js';
import { noticesOf } from '../config.mail.js';
import { CONFIG } from '../config.module.js';
import { sendingOf } from '../config.twilio.js';
import { INBOX } from '../inbox/inbox.js';
import { InboxModule } from '../inbox/inbox.module.js';
import { Mailbox } from '../inbox/mailbox.js';
import { SecuritySettings } from '../settings/security-settings.js';
import { SettingsModule } from '../settings/settings.module.js';

/** The second step, as this console wants it. */
export const consoleSecondFactor = SecondFactorModule.forRootAsync({
  isGlobal: true,
  imports: [AdministratorsModule, SettingsModule, InboxModule],
  inject: [CONFIG, DataSource, AdministratorsService, SecuritySettings, INBOX, Mailbox, AccountHooks],
  useFactory: (
    config: Config,
    dataSource: DataSource,
    staff: AdministratorsService,
    settings: SecuritySettings,
    inbox: CodeSender,
    mailbox: Mailbox,
    told: AccountHooks,
  ): SecondFactorModuleOptions<Administrator> => ({
    issuer: 'Management Interface',
    publicUrl: config.publicUrl,
    secrets: config.secrets,
    policy: ({ role }) => settings.policyOf(role),
    countries: config.countries,
    redis: config.redisUrl,
    trustProxy: config.proxies, // countersign: demo
    factors: new TypeOrmFactorStore(dataSource),
    trustedDevices: config.trustedDevices, // countersign: demo
    bypassCodes: config.bypassCodes, // countersign: demo
    events: consoleEvents(config, dataSource), // countersign: demo
    onAlarm: logAlarm, // countersign: demo
    ...sendingOf(config, inbox),
    ...noticesOf(config, staff, mailbox), // countersign: demo
    canAdminister: (actor, id) => staff.mayAdminister(actor, id), // countersign: demo
    administered: (_, page) => (page === 0 ? staff.list() : []), // countersign: demo
    subject: { id: (a) => a.id, load: (id) => staff.findActive(id), credentialVersion: (a) => a.passwordHash, ...told },
  }),
});
