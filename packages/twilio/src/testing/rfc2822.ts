/** A date as Twilio's older resources write it: `Thu, 24 Aug 2023 05:01:45 +0000`. */
export const rfc2822 = (milliseconds: number): string => new Date(milliseconds).toUTCString().replace('GMT', '+0000');
