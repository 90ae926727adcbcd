import { BadRequestException, UnauthorizedException } from '@nestjs/common';
import type { Request } from 'express';
import type { User } from '../users.js';

/** Whom the password was right for. */
export function userOfRequest({ user }: Request): User {
  if (!user) throw new UnauthorizedException();
  return user as User;
}

/** A text that a body must have. */
export function textOf(body: unknown, name: string): string {
  const value = (body as Readonly<Record<string, unknown>> | undefined)?.[name];
  if (typeof value !== 'string') throw new BadRequestException();
  return value;
}
