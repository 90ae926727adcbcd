/** The public URL where it is an origin, as `https://manage.example.com`; `undefined` where the host would refuse it. */
export function publicOrigin(publicUrl: string | undefined): URL | undefined {
  const url = publicUrl !== undefined && URL.canParse(publicUrl) ? new URL(publicUrl) : undefined;
  return url && /^https?:$/.test(url.protocol) && url.origin === publicUrl ? url : undefined;
}
