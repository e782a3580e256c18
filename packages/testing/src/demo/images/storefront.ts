import type { Image, Site } from '../../cluster/machine/Image.ts'
import { answering } from '../programs/answering.ts'
import { createNpm } from '../programs/createNpm.ts'
import { nodeApi } from '../programs/nodeApi.ts'
import { commitOf } from '../world/commitOf.ts'
import { registry } from '../world/registry.ts'
import { breathe } from './breathe.ts'
import { jsonSite, pageSite } from './pageSite.ts'
import { storefrontFiles } from './storefrontFiles.ts'

const name = `${registry}/acme/storefront`

const page = pageSite('Storefront', 'Teapots, cups and trays.')
const api = jsonSite((path) => {
  if (path === '/healthz') return { status: 'ok' }
  if (path === '/v1/products') return [{ id: 4711, name: 'Teapot, cast iron', price: '39.00' }]
  return undefined
})
const site: Site = (request) => (new URL(request.url).pathname === '/' ? page(request) : api(request))

/** The web shop: Node, a page and an API. One of its commits was never built. */
export const storefront: readonly Image[] = [
  {
    name,
    pullMs: 1900,
    files: storefrontFiles,
    workdir: '/app',
    env: { NODE_VERSION: '24.11.1', PORT: '8080' },
    entrypoint: ['node', 'src/server.ts'],
    programs: {
      '/usr/local/bin/node': answering({ '-v': 'v24.11.1\n', '--version': 'v24.11.1\n', 'src/server.ts': nodeApi }),
      '/usr/local/bin/npm': createNpm({
        name: 'storefront',
        version: '2.14.0',
        scripts: { start: ['node src/server.ts', nodeApi] },
      }),
    },
    sites: { 0: site },
    usage: breathe({ cpu: 90, memory: 160, period: 70 }),
  },
  { name: `${name}:${commitOf('storefront', 'fix/price-rounding')}`, isMissing: true },
]
