import type { CodeSender } from '@countersign/core';
import { SecondFactorModule } from '@countersign/nest';
import { twilioSender } from '@countersign/twilio';
import { TypeOrmFactorStore } from '@countersign/typeorm';
import { DataSource } from 'typeorm';
import type { Administrator } from '../administrators/administrator.entity.js';
import { AdministratorsModule } from '../administrators/administrators.module.js';
import { AdministratorsService } from '../administrators/administrators.service.js';
import type { Config } from '../config.js';
import { CONFIG } from '../config.module.js';
import { INBOX } from '../inbox/inbox.js';
import { InboxModule } from '../inbox/inbox.module.js';
import { SecuritySettings } from '../settings/security-settings.js';
import { SettingsModule } from '../settings/settings.module.js';

/** The second step, as this console wants it. */
export const consoleSecondFactor = SecondFactorModule.forRootAsync({
  isGlobal: true,
  imports: [AdministratorsModule, SettingsModule, InboxModule],
  inject: [CONFIG, DataSource, AdministratorsService, SecuritySettings, INBOX],
  useFactory: (
    { publicUrl, secret, countries, redisUrl, twilio }: Config,
    dataSource: DataSource,
    administrators: AdministratorsService,
    settings: SecuritySettings,
    inbox: CodeSender,
  ) => ({
    issuer: 'Management Interface',
    publicUrl,
    secrets: [secret],
    policy: () => settings.requirement(),
    countries,
    redis: redisUrl,
    factors: new TypeOrmFactorStore(dataSource),
    sender: twilio ? twilioSender(twilio) : inbox,
    subject: {
      id: (administrator: Administrator) => administrator.id,
      load: (id: string) => administrators.findActive(id),
      credentialVersion: (administrator: Administrator) => administrator.passwordHash,
    },
  }),
});
