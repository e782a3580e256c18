import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { userEnvironment } from '../support/userEnvironment.ts'
import { serveFolder } from './serveFolder.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the built playground is, with a slash at the end. */
    playground: string
  }
}

const repository = path.resolve(import.meta.dirname, '../..')

/** Builds the playground as a static site, once, and serves it below a path, as a host for static pages would. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'catalyst-playground-'))
  const args = ['build', '--output-dir', folder, '--quiet']
  const build = spawn('storybook', args, { cwd: repository, env: userEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [build.stdout, build.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const [code] = (await once(build, 'close')) as [number | null]
  if (code !== 0) throw new Error(`The playground could not be built:\n${output}`)
  const site = await serveFolder(folder, '/playground/')
  project.provide('playground', site.url)
  return async () => {
    await site.close()
    await rm(folder, { recursive: true, force: true })
  }
}
