import { readFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import path from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

/** Serves a built application: its files, and its page at every other path, under a policy by path. */
export function servePages(server: Server, root: string, policyOf: (pathname: string) => string): void {
  server.on('request', (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const file = path.extname(pathname) === '' ? '/index.html' : path.posix.normalize(pathname)
    readFile(path.join(root, file)).then(
      (body) => {
        response.setHeader('content-type', types[path.extname(file)] ?? 'application/octet-stream')
        response.setHeader('content-security-policy', policyOf(pathname))
        response.end(body)
      },
      () => response.writeHead(404).end(),
    )
  })
}
