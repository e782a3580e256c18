import { getPath } from 'hono/utils/url'

/** What no route matches: every real path of a request begins with a slash and a name. */
const outside = '/..'

/** How an application reads paths that serves below a base path: without it, so that no route has to know of it. */
export function pathBelow(basePath: string): (request: Request) => string {
  return function pathBelowBase(request) {
    const path = getPath(request)
    if (path === basePath) return '/'
    return path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : outside
  }
}

/** Whether a path that `pathBelow` answered is not below the base path. */
export function isOutside(path: string): boolean {
  return path === outside
}
