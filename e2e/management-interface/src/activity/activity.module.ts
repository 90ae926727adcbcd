// countersign: demo
import { Module } from '@nestjs/common';
import { AdministratorsModule } from '../administrators/administrators.module.js';
import { ActivityController } from './activity.controller.js';
import { ActivityService } from './activity.service.js';

/** What has happened at the second step, for super administrators. */
@Module({ imports: [AdministratorsModule], controllers: [ActivityController], providers: [ActivityService] })
export class ActivityModule {}
