import { StepUp } from '@countersign/nest'; // countersign: demo
import {
  Body,
  ConflictException,
  Controller,
  Get,
  Inject,
  NotFoundException,
  Param,
  Post,
  Redirect,
  UseGuards,
} from '@nestjs/common';
import { CurrentAdministrator } from '../auth/current-administrator.decorator.js';
import { SuperAdministratorGuard } from '../settings/super-administrator.guard.js';
import type { Administrator } from './administrator.entity.js';
import { AdministratorsService } from './administrators.service.js';
import { PasswordPipe } from './password.pipe.js';
import { setPasswordPage } from './set-password.page.js';

/** Administrators › one of them › Password: a super administrator gives somebody else another one. */
@Controller('administrators/:id/password')
@UseGuards(SuperAdministratorGuard)
export class SetPasswordController {
  constructor(@Inject(AdministratorsService) private readonly administrators: AdministratorsService) {}

  /** Asks for a fresh proof before the form does. */
  @Get()
  @StepUp({ maxAgeSeconds: 180 }) // countersign: demo
  async page(@CurrentAdministrator() me: Administrator, @Param('id') id: string): Promise<string> {
    return setPasswordPage(me, await this.other(me, id));
  }

  @Post()
  @StepUp() // countersign: demo
  @Redirect('/administrators', 303)
  async set(
    @CurrentAdministrator() me: Administrator,
    @Param('id') id: string,
    @Body(new PasswordPipe(['password'])) { password }: { readonly password: string },
  ): Promise<void> {
    const { email } = await this.other(me, id);
    if (await this.administrators.findByPassword(email, password)) {
      const message = 'This is the password that has to be replaced';
      throw new ConflictException({ statusCode: 409, errorCode: 'password_unchanged', message });
    }
    await this.administrators.setPassword(id, password, 'set');
  }

  /** The own password is chosen elsewhere, by whoever knows the one before. */
  private async other(me: Administrator, id: string): Promise<Administrator> {
    const found = await this.administrators.find(id);
    if (!found || found.id === me.id) throw new NotFoundException();
    return found;
  }
}
