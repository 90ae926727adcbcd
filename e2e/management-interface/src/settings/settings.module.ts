import { Module } from '@nestjs/common';
import { AdministratorsModule } from '../administrators/administrators.module.js';
import { SecurityController } from './security.controller.js';
import { SecuritySettings } from './security-settings.js';

/** What administrators decide at run time. */
@Module({
  imports: [AdministratorsModule],
  controllers: [SecurityController],
  providers: [SecuritySettings],
  exports: [SecuritySettings],
})
export class SettingsModule {}
