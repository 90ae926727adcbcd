import { BadRequestException, Injectable, type PipeTransform } from '@nestjs/common';

/** Least and most characters of a password. */
export const PASSWORD_LENGTH = { min: 12, max: 1024 } as const;

/** A body with these fields and no others, each of them a password. */
@Injectable()
export class PasswordPipe<Name extends string> implements PipeTransform<unknown, Record<Name, string>> {
  constructor(private readonly names: readonly Name[]) {}

  transform(body: unknown): Record<Name, string> {
    const fields = Object.entries(typeof body === 'object' && body !== null ? body : {});
    const fits = fields.length === this.names.length && fields.every(([name, value]) => this.isField(name, value));
    if (fits) return Object.fromEntries(fields) as Record<Name, string>;
    throw new BadRequestException(`A password has ${PASSWORD_LENGTH.min} to ${PASSWORD_LENGTH.max} characters`);
  }

  private isField(name: string, value: unknown): boolean {
    if (!this.names.some((each) => each === name) || typeof value !== 'string') return false;
    return value.length >= PASSWORD_LENGTH.min && value.length <= PASSWORD_LENGTH.max;
  }
}
