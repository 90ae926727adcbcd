export { mailNotifier } from './mail-notifier.js';
export type { MailNotifierOptions, MailTransport } from './mail-notifier-options.js';
