/** Any origin will do: what leads away from one leads away from all. */
const origin = 'https://own.invalid'

/**
 * The path, query and fragment of an address below a base path of this server; `undefined` for anything that a browser
 * could take for another site (`//host`, `/\host`, `https:…`) or that leads to the API.
 */
export function ownPath(text: string, basePath: string): string | undefined {
  // eslint-disable-next-line no-control-regex -- Browsers drop them, and read what is left.
  if (!text.startsWith('/') || /[\\\u0000-\u001f\u007f]/.test(text) || !URL.canParse(text, origin)) return undefined
  const url = new URL(text, origin)
  const path = `${url.pathname}${url.search}${url.hash}`
  const isBelow = url.pathname === basePath || url.pathname.startsWith(`${basePath}/`)
  if (url.origin !== origin || path.startsWith('//') || !isBelow || url.pathname.startsWith(`${basePath}/api/`))
    return undefined
  return path
}
