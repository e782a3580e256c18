import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { publishPackages } from './publishPackages.ts'

/** As much of a registry as npm needs to publish: documents by name, which a PUT makes and a GET shows. */
async function startRegistry(refused: readonly string[] = []) {
  const documents = new Map<string, object>()
  const received: string[] = []
  const server = createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url ?? '', 'http://registry').pathname.slice(1))
    const answer = (status: number, body: object) => response.writeHead(status).end(JSON.stringify(body))
    if (request.method === 'GET') {
      const document = documents.get(name)
      if (document === undefined) answer(404, { error: 'Not found' })
      else answer(200, document)
    } else if (refused.includes(name)) answer(403, { error: 'forbidden' })
    else {
      void json(request).then((body) => {
        documents.set(name, body as object)
        received.push(name)
        answer(201, {})
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    received,
    allow: () => (refused = []),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** A folder as a dry run leaves it. */
async function pack(folder: string, names: readonly string[]): Promise<void> {
  const packages = []
  for (const name of names) {
    const source = join(folder, `${name}-source`)
    await mkdir(source)
    await writeFile(join(source, 'package.json'), JSON.stringify({ name: `@acme/${name}`, version: '1.2.0' }))
    await promisify(execFile)('npm', ['pack', '--pack-destination', folder], { cwd: source })
    packages.push({ name: `@acme/${name}`, version: '1.2.0', file: `acme-${name}-1.2.0.tgz` })
  }
  await writeFile(join(folder, 'release.json'), JSON.stringify({ packages }))
}

/** The environment of somebody who is signed in at the registry, and knows no other. */
async function signIn(folder: string, registry: string): Promise<NodeJS.ProcessEnv> {
  const userconfig = join(folder, 'npmrc')
  const settings = [`registry=${registry}`, `${registry.replace('http:', '')}:_authToken=of-a-test`]
  await writeFile(userconfig, [...settings, 'update-notifier=false', `cache=${folder}/cache`].join('\n'))
  return { PATH: process.env['PATH'], HOME: folder, npm_config_userconfig: userconfig }
}

test('a release that was cut off goes on where it ended, in the order in which packages need each other', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'catalyst-publish-'))
  await using registry = await startRegistry(['@acme/sdk'])
  await pack(folder.path, ['api', 'sdk', 'kit'])
  const env = await signIn(folder.path, registry.url)
  await expect(publishPackages(folder.path, { env })).rejects.toThrow(/403/)
  expect(registry.received).toEqual(['@acme/api'])

  registry.allow()
  expect(await publishPackages(folder.path, { env })).toEqual(['@acme/sdk', '@acme/kit'])
  expect(registry.received).toEqual(['@acme/api', '@acme/sdk', '@acme/kit'])
  expect(await publishPackages(folder.path, { env })).toEqual([])
}, 60_000)
