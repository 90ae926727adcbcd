import { Module } from '@nestjs/common';
import { AdministratorsController } from './administrators.controller.js';
import { AdministratorsService } from './administrators.service.js';
import { SecondFactorPageController } from './second-factor.controller.js'; // countersign: demo

/** The people who run the console. */
@Module({
  controllers: [AdministratorsController, SecondFactorPageController], // countersign: demo
  providers: [AdministratorsService],
  exports: [AdministratorsService],
})
export class AdministratorsModule {}
