import type { Image } from '../../cluster/machine/Image.ts'
import type { Program } from '../../cluster/machine/Process.ts'
import { answering } from '../programs/answering.ts'
import { createNpm } from '../programs/createNpm.ts'
import { createTestRun } from '../programs/createTestRun.ts'
import { nodeApi } from '../programs/nodeApi.ts'
import { superviseDev } from '../programs/superviseDev.ts'
import { breathe } from './breathe.ts'
import { jsonSite } from './pageSite.ts'
import { registry } from './registry.ts'
import { storefrontApiFiles } from './storefrontApiFiles.ts'

/** The API of the web shop: Node, pino, Postgres. */
export function storefrontApi({ git, migrate }: { git: Program; migrate: Program }): Image {
  const npm = createNpm({
    name: 'storefront-api',
    version: '2.14.0',
    scripts: {
      dev: ['node --watch src/server.ts', nodeApi],
      start: ['node src/server.ts', nodeApi],
      migrate: ['node-pg-migrate up', migrate],
      test: ['vitest run', createTestRun({ 'src/routes/basket.test.ts': 21, 'src/payments/authorise.test.ts': 12 })],
    },
  })
  return {
    name: `${registry}/storefront-api*`,
    pullMs: 1900,
    files: storefrontApiFiles,
    workdir: '/app',
    env: { NODE_VERSION: '24.11.1', PORT: '4000' },
    entrypoint: ['npm', 'start'],
    programs: {
      '/usr/local/bin/catalyst-dev': superviseDev,
      '/usr/local/bin/node': answering({ '-v': 'v24.11.1\n', '--version': 'v24.11.1\n', 'src/server.ts': nodeApi }),
      '/usr/local/bin/npm': npm,
      '/usr/local/bin/pnpm': npm,
      '/usr/bin/git': git,
    },
    sites: {
      0: jsonSite((path) => {
        if (path === '/') return { service: 'storefront-api', version: '2.14.0' }
        if (path === '/healthz') return { status: 'ok' }
        if (path === '/v1/products') return [{ id: 4711, name: 'Teapot, cast iron', price: '39.00' }]
        return undefined
      }),
    },
    usage: breathe({ cpu: 65, memory: 128, period: 70 }),
  }
}
