import './express-user.js';
import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { AdministratorsModule } from '../administrators/administrators.module.js';
import { AdministratorSerializer } from './administrator.serializer.js';
import { LocalStrategy } from './local.strategy.js';
import { LoginController } from './login.controller.js';
import { LogoutController } from './logout.controller.js';
import { PasswordController } from './password.controller.js';

/** Who somebody is: password, session, log-out. */
@Module({
  imports: [PassportModule.register({ session: true }), AdministratorsModule],
  controllers: [LoginController, LogoutController, PasswordController],
  providers: [LocalStrategy, AdministratorSerializer],
})
export class AuthModule {}
