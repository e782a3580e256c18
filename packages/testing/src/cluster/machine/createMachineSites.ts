import type { Image, Site } from './Image.ts'
import type { Kernel } from './processes/Kernel.ts'
import { serverPath } from './base/serverProgram.ts'
import { toBytes } from './streams/text.ts'

interface SiteOptions {
  image: Image
  kernel: Kernel
  hostname: string
}

/** What answers on a port of a machine. When its own server runs, that writes every request down. */
export function createMachineSites({ image, kernel, hostname }: SiteOptions): (port: number) => Site | undefined {
  return function site(port) {
    const answer =
      image.sites?.[port] ?? image.sites?.[0] ?? (image.sites === undefined ? defaultSite(hostname) : undefined)
    if (answer === undefined || kernel.tasks.size === 0) return undefined
    return async function logged(request) {
      const response = await answer(request)
      const server = [...kernel.tasks.values()].find((task) => task.argv[0] === serverPath)
      const { pathname, search } = new URL(request.url)
      const line = `${request.method} ${pathname}${search} ${response.status}\n`
      // A log that nobody reads must not hold up the answer.
      server?.descriptors
        .get(1)
        ?.write(toBytes(line), server.signal)
        .catch(() => undefined)
      return response
    }
  }
}

function defaultSite(hostname: string): Site {
  const page = `<!doctype html>\n<title>${hostname}</title>\n<h1>It works</h1>\n<p>Served by ${hostname}.</p>\n`
  return () => new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } })
}
