import { BadRequestException, Inject, Injectable, UnauthorizedException } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { Request } from 'express';
import { Strategy } from 'passport-local';
import type { Administrator } from '../administrators/administrator.entity.js';
import { AdministratorsService } from '../administrators/administrators.service.js';

/** E-mail and password, from a form or as JSON. */
@Injectable()
export class LocalStrategy extends PassportStrategy(Strategy, 'local') {
  constructor(@Inject(AdministratorsService) private readonly administrators: AdministratorsService) {
    super();
  }

  /** Passport would also look in the query string and take a list for a word; we do neither. */
  override authenticate(request: Request, options?: object): void {
    const { username, password } = (request.body ?? {}) as Record<string, unknown>;
    if (isWord(username) && isWord(password)) super.authenticate(request, options);
    else this.error(new BadRequestException('Enter an e-mail address and a password'));
  }

  async validate(username: string, password: string): Promise<Administrator> {
    const administrator = await this.administrators.findByPassword(username, password);
    if (administrator) return administrator;
    throw new UnauthorizedException({ statusCode: 401, message: 'Wrong e-mail or password' });
  }
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 1024;
}
