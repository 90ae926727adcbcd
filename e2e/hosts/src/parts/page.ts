const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it stands in HTML. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);
}

/** Enough to be read with pleasure; how the second step's own pages look is its own affair. */
const STYLE = `
body { margin: 0; background: #f1f5f9; color: #1e293b; font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 26rem; margin: 3rem auto; padding: 1.5rem 2rem; background: #fff; border: 1px solid #cbd5e1; border-radius: 12px; }
h1 { margin-top: 0; font-size: 1.5rem; }
input { display: block; width: 100%; box-sizing: border-box; padding: .6rem; border: 1px solid #64748b; border-radius: 8px; font: inherit; }
button { padding: .6rem 1.2rem; border: 0; border-radius: 8px; background: #1d4ed8; color: #fff; font: inherit; font-weight: 600; }
td { padding: .25rem 1rem .25rem 0; }
`;

/** A whole page around its content. */
export function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} – Management Interface</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${content}
</main>
</body>
</html>
`;
}
