import { Module } from '@nestjs/common';
import { AccountHooks } from './account-hooks.js'; // countersign: demo
import { AdministratorsController } from './administrators.controller.js';
import { AdministratorsService } from './administrators.service.js';
import { LockListener } from './lock.listener.js'; // countersign: demo
import { SecondFactorPageController } from './second-factor.controller.js'; // countersign: demo
import { SetPasswordController } from './set-password.controller.js';

/** The people who run the console. */
@Module({
  controllers: [AdministratorsController, SetPasswordController, SecondFactorPageController], // countersign: demo
  providers: [AdministratorsService, AccountHooks, LockListener], // countersign: demo
  exports: [AdministratorsService, AccountHooks], // countersign: demo
})
export class AdministratorsModule {}
