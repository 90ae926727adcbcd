import { Controller, Get, Inject, NotFoundException } from '@nestjs/common';
import { Public } from '../auth/public.decorator.js';
import type { Config } from '../config.js';
import { CONFIG } from '../config.module.js';
import { INBOX, type Inbox } from './inbox.js';
import { inboxPage } from './inbox.page.js';
import { Mailbox } from './mailbox.js';

/** The texts and mails, for as long as none are really sent. */
@Public()
@Controller('inbox')
export class InboxController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(INBOX) private readonly inbox: Inbox,
    @Inject(Mailbox) private readonly mailbox: Mailbox,
  ) {}

  @Get()
  page(): string {
    if (this.config.production || this.config.twilio.length > 0) throw new NotFoundException();
    return inboxPage(this.inbox.messages(), this.mailbox.mails());
  }
}
