import { BadRequestException, Injectable, type PipeTransform } from '@nestjs/common';

/** A body that holds `enabled` and nothing else. */
@Injectable()
export class EnabledPipe implements PipeTransform<unknown, boolean> {
  transform(body: unknown): boolean {
    const fields = typeof body === 'object' && body !== null ? Object.entries(body) : [];
    const [name, value] = fields[0] ?? [];
    if (fields.length === 1 && name === 'enabled' && typeof value === 'boolean') return value;
    throw new BadRequestException('The body must be { "enabled": true } or { "enabled": false }');
  }
}

/** The same for a form, where everything is text. */
@Injectable()
export class EnabledFormPipe extends EnabledPipe {
  override transform(body: unknown): boolean {
    const values = new Map<unknown, boolean>([
      ['true', true],
      ['false', false],
    ]);
    const form = (body ?? {}) as Record<string, unknown>;
    return super.transform({ ...form, enabled: values.get(form.enabled) });
  }
}
