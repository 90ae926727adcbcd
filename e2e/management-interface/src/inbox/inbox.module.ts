// countersign: demo
import { InboxSender } from '@countersign/core';
import { Module } from '@nestjs/common';
import type { Config } from '../config.js';
import { CONFIG } from '../config.module.js';
import { InboxController } from './inbox.controller.js';
import { INBOX, type Inbox } from './inbox.js';
import { Mailbox } from './mailbox.js';

const emptyInbox: Inbox = { messages: () => [] };

/** `/inbox`. */
@Module({
  controllers: [InboxController],
  providers: [
    Mailbox,
    {
      provide: INBOX,
      inject: [CONFIG],
      useFactory: ({ twilio }: Config): Inbox => (twilio.length > 0 ? emptyInbox : new InboxSender()),
    },
  ],
  exports: [INBOX, Mailbox],
})
export class InboxModule {}
