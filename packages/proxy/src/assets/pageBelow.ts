export interface PageFacts {
  /** Path below which the proxy is. */
  basePath: string
  /** Whether a browser can sign in here. @default true */
  signsIn?: boolean | undefined
}

/**
 * The dashboard's page for a base path. The build writes the addresses of its own files relative to the page, which is
 * served at many paths, so they become absolute here; by `meta` elements the dashboard knows where it is, and when there is no way
 * for people to sign in.
 */
export function pageBelow(html: string, { basePath, signsIn = true }: PageFacts): string {
  const base = `<meta name="catalyst-base" content="${basePath}" />`
  const signIn = signsIn ? '' : '<meta name="catalyst-sign-in" content="none" />'
  return html.replace(/(\s(?:href|src)=")\.\//g, `$1${basePath}/`).replace('<head>', `<head>${base}${signIn}`)
}
