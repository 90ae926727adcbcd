/** A message's channel, by how an address of it begins. */
export const channelOf = (address: string): 'sms' | 'whatsapp' =>
  address.startsWith('whatsapp:') ? 'whatsapp' : 'sms';

/** The number in an address. */
export const numberOf = (address: string): string => address.replace(/^whatsapp:/, '');

/** Whether a text is a number as Twilio takes it. */
export const isNumber = (text: string): boolean => /^\+[1-9]\d{5,14}$/.test(text);
