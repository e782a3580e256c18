export interface SignInPage {
  title: string
  text: string
  /** Where a link leads, and what it says. */
  link?: { to: string; text: string } | undefined
  /** Whether the page goes there by itself. */
  follow?: { script: string } | undefined
}

/**
 * A page that is shown on the way to and from the provider. It needs nothing of the dashboard, which may not be built
 * or be another one, and no script of its own in it, which the content security policy would not run.
 */
export function signInPage({ title, text, link, follow }: SignInPage): string {
  return `<!doctype html>
<html lang="en"${follow !== undefined && link !== undefined ? ` data-to="${escape(link.to)}"` : ''}>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escape(title)} · Catalyst</title>
<style>
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { margin: 0; min-height: 100svh; display: grid; place-content: center }
main { max-width: 30rem; padding: 2rem }
h1 { font-size: 1.25rem; margin: 0 0 .5rem }
a { color: light-dark(#0b57c2, #8ab4ff) }
</style>
<main>
<h1>${escape(title)}</h1>
<p>${escape(text)}</p>
${link === undefined ? '' : `<p><a href="${escape(link.to)}">${escape(link.text)}</a></p>`}
</main>
${follow === undefined ? '' : `<script src="${escape(follow.script)}"></script>`}
</html>
`
}

/** Sent as a file of its own: `script-src 'self'` runs no other. */
export const followScript = 'location.replace(document.documentElement.dataset.to)\n'

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
