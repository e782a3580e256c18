/**
 * The path under which everything is served, without a slash at its end: `''` for the root, else e.g. `/catalyst`.
 *
 * @throws Error for what is no plain path, or another one than that of the public URL.
 */
export function basePathOf(options: { basePath?: string | undefined; publicUrl?: string | undefined }): string {
  const published = options.publicUrl === undefined ? '' : withoutSlash(pathOf(options.publicUrl))
  const basePath = options.basePath === undefined ? published : withoutSlash(options.basePath)
  if (basePath !== '' && !/^(\/[\w~-][\w.~-]*)+$/.test(basePath)) {
    throw new Error(`basePath is "${basePath}", which is no plain path. Write it like /catalyst.`)
  }
  if (published !== '' && published !== basePath) {
    throw new Error(`publicUrl ends in "${published}" and basePath is "${basePath}". Leave one of them out.`)
  }
  return basePath
}

function withoutSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path
}

/** What is no URL is told where origins are read. */
function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : ''
}
