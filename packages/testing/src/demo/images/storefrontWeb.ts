import type { Image } from '../../cluster/machine/Image.ts'
import { answering } from '../programs/answering.ts'
import { createTestRun } from '../programs/createTestRun.ts'
import { createNpm } from '../programs/createNpm.ts'
import { superviseDev } from '../programs/superviseDev.ts'
import { viteServer } from '../programs/viteServer.ts'
import type { Program } from '../../cluster/machine/Process.ts'
import { breathe } from './breathe.ts'
import { pageSite } from './pageSite.ts'
import { registry } from './registry.ts'
import { storefrontWebFiles } from './storefrontWebFiles.ts'

/** The web shop in development: Vite, React, a checkout. */
export function storefrontWeb(git: Program): Image {
  const npm = createNpm({
    name: 'storefront-web',
    version: '2.14.0',
    scripts: {
      dev: ['vite --host', viteServer],
      start: ['vite preview --host', viteServer],
      test: ['vitest run', createTestRun({ 'src/basket/total.test.ts': 9, 'src/checkout/CheckoutPage.test.tsx': 14 })],
    },
  })
  return {
    name: `${registry}/storefront-web*`,
    pullMs: 2600,
    files: storefrontWebFiles,
    workdir: '/app',
    env: { NODE_VERSION: '24.11.1', PORT: '5173' },
    entrypoint: ['npm', 'start'],
    programs: {
      '/usr/local/bin/catalyst-dev': superviseDev,
      '/usr/local/bin/node': answering({ '-v': 'v24.11.1\n', '--version': 'v24.11.1\n', '-p 6*7': '42\n' }),
      '/usr/local/bin/npm': npm,
      '/usr/local/bin/pnpm': npm,
      '/usr/bin/git': git,
    },
    sites: { 0: pageSite('Storefront', 'Teapots, cups and trays, in development.') },
    usage: breathe({ cpu: 140, memory: 290 }),
  }
}
