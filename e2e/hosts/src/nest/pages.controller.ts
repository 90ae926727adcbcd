import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Controller, Get, Header, Inject, Req } from '@nestjs/common';
import type { HostRequest } from '../parts/identity.js';
import { dashboardPage, inboxPage, loginPage } from '../parts/pages.js';
import type { Parts } from '../parts/parts.js';
import { Open } from './open.decorator.js';
import { PARTS } from './parts.token.js';

const HTML = 'text/html; charset=utf-8';

/** What a person sees. */
@Controller()
export class PagesController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Get()
  @Header('Content-Type', HTML)
  dashboard(@Req() { user }: HostRequest): string {
    return user ? dashboardPage(user, this.parts.requirement.value) : '';
  }

  /** Through a handler: middleware that serves files is behind no guard of Nest's. */
  @Get('files/report.txt')
  @Header('Content-Type', 'text/plain; charset=utf-8')
  report(): Promise<string> {
    return readFile(join(this.parts.files, 'report.txt'), 'utf8');
  }

  @Open()
  @Get('login')
  @Header('Content-Type', HTML)
  login(): string {
    return loginPage();
  }

  @Open()
  @Get('inbox')
  @Header('Content-Type', HTML)
  inbox(): string {
    return inboxPage(this.parts.inbox.messages());
  }

  @Open()
  @Get('healthz')
  health(): object {
    return this.parts.health;
  }
}
