import { renderSVG } from 'uqr';

interface QrCodeProps {
  /** What it says. */
  readonly text: string;
  /** What it is, for who does not see it. */
  readonly label: string;
}

/** A QR code, drawn here: what it says leaves the server for nobody but the visitor (R65). */
export function QrCode({ text, label }: QrCodeProps) {
  const svg = { __html: renderSVG(text, { border: 4 }) };
  return <div class="qr" role="img" aria-label={label} dangerouslySetInnerHTML={svg} />;
}
