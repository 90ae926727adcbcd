/** Whether a text is a URL that Twilio would call. */
export function isUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
