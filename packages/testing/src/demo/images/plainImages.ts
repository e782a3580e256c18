import type { Image } from '../../cluster/machine/Image.ts'
import type { Program } from '../../cluster/machine/Process.ts'
import { answering } from '../programs/answering.ts'
import { createNpm } from '../programs/createNpm.ts'
import { nodeApi } from '../programs/nodeApi.ts'
import { superviseDev } from '../programs/superviseDev.ts'
import { breathe } from './breathe.ts'
import { pageSite } from './pageSite.ts'
import { registry } from './registry.ts'

/** What builds of repositories that the demo does not know become: a Node application. */
export function anyApplication({ git, migrate }: { git: Program; migrate: Program }): Image {
  const npm = createNpm({
    name: 'app',
    version: '1.0.0',
    scripts: {
      dev: ['node --watch src/server.ts', nodeApi],
      start: ['node src/server.ts', nodeApi],
      migrate: ['migrate', migrate],
    },
  })
  return {
    name: `${registry}/*`,
    pullMs: 1500,
    files: {
      '/app/README.md': '# app\n\n    npm run dev\n',
      '/app/package.json':
        '{\n  "name": "app",\n  "version": "1.0.0",\n  "scripts": { "dev": "node --watch src/server.ts" }\n}\n',
      '/app/src/server.ts': "import { createServer } from 'node:http'\n\ncreateServer().listen(3000)\n",
    },
    workdir: '/app',
    env: { PORT: '3000' },
    entrypoint: ['npm', 'start'],
    programs: {
      '/usr/local/bin/catalyst-dev': superviseDev,
      '/usr/local/bin/node': answering({ '-v': 'v24.11.1\n', '--version': 'v24.11.1\n' }),
      '/usr/local/bin/npm': npm,
      '/usr/bin/git': git,
    },
    sites: { 0: pageSite('It works', 'An application that was deployed by Catalyst.') },
    usage: breathe({ cpu: 40, memory: 96 }),
  }
}

/** The container of an environment whose sources do not say how they run. */
export function bareUbuntu(git: Program): Image {
  return {
    name: 'docker.io/library/ubuntu*',
    pullMs: 800,
    workdir: '/app',
    files: {
      '/app/NOTES.md': '# Terrain\n\nHeights come as tiles of 256 by 256 points. Nothing here runs yet.\n',
      '/app/tiles/n46e008.csv': 'row,column,metres\n0,0,1204\n0,1,1211\n0,2,1219\n',
    },
    programs: { '/usr/local/bin/catalyst-dev': superviseDev, '/usr/bin/git': git },
    usage: breathe({ cpu: 2, memory: 12, depth: 0.6 }),
  }
}
