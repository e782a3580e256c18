/**
 * The dashboard's page for a base path. The build writes the addresses of its own files relative to the page, which is
 * served at many paths, so they become absolute here; by the `meta` element the dashboard knows where it is.
 */
export function pageBelow(html: string, basePath: string): string {
  const base = `<meta name="catalyst-base" content="${basePath}" />`
  return html.replace(/(\s(?:href|src)=")\.\//g, `$1${basePath}/`).replace('<head>', `<head>${base}`)
}
