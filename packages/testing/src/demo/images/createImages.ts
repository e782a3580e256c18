import type { Image } from '../../cluster/machine/Image.ts'
import { createDjangoServer } from '../programs/createDjangoServer.ts'
import { createGit } from '../programs/createGit.ts'
import { createKaniko } from '../programs/createKaniko.ts'
import { createMigrations } from '../programs/createMigrations.ts'
import type { GitHost } from '../world/createGitHost.ts'
import { billing } from './billing.ts'
import { breathe } from './breathe.ts'
import { anyApplication, bareUbuntu } from './plainImages.ts'
import { nginx, postgres } from './services.ts'
import { storefrontApi } from './storefrontApi.ts'
import { storefrontWeb } from './storefrontWeb.ts'

/** Every image of the demo; the first whose name fits is taken. */
export function createImages(host: GitHost): Image[] {
  const git = createGit(host)
  const migrate = createMigrations(host.find)
  const kaniko: Image = {
    name: 'gcr.io/kaniko-project/executor*',
    pullMs: 700,
    shell: false,
    entrypoint: ['/kaniko/executor'],
    programs: { '/kaniko/executor': createKaniko(host.find) },
    sites: {},
    usage: breathe({ cpu: 620, memory: 540, depth: 0.5, period: 25 }),
  }
  return [
    storefrontWeb(git),
    storefrontApi({ git, migrate }),
    billing({ git, django: createDjangoServer(host.find), migrate }),
    anyApplication({ git, migrate }),
    bareUbuntu(git),
    nginx,
    postgres,
    kaniko,
  ]
}
