import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { appendFile, mkdir, mkdtempDisposable, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runProgram } from '../cluster/runProgram.ts'
import { startGitHost } from '../e2e/startGitHost.ts'

const script = join(import.meta.dirname, '../../scripts/image.mjs')
const parts = new AsyncDisposableStack()
let archive: string
let root: string

beforeAll(async () => {
  const folder = parts.use(await mkdtempDisposable(join(tmpdir(), 'catalyst-image-')))
  archive = join(folder.path, 'image.tar')
  root = join(folder.path, 'root')
  await pack(archive)
  await unpack(archive, root)
  // What a container has besides its image.
  for (const path of ['dev', 'tmp']) await mkdir(join(root, path), { recursive: true })
  for (const [name, minor] of Object.entries({ null: '3', urandom: '9' })) {
    await runProgram('mknod', ['--mode=666', join(root, 'dev', name), 'c', '1', minor])
  }
  await runProgram('chmod', ['777', join(root, 'tmp')])
}, 240_000)

afterAll(() => parts.disposeAsync())

const pack = (file: string) => runProgram(process.execPath, [script, 'pack', file])

/** Makes the files of the image's one layer. */
async function unpack(file: string, folder: string): Promise<void> {
  await using layout = await mkdtempDisposable(join(tmpdir(), 'catalyst-layout-'))
  await runProgram('tar', ['-xf', file, '-C', layout.path])
  const blob = (digest: string) => join(layout.path, 'blobs', digest.replace(':', '/'))
  const read = async (path: string) => JSON.parse(await readFile(path, 'utf8')) as Record<string, { digest: string }[]>
  const { manifests } = await read(join(layout.path, 'index.json'))
  const { layers } = await read(blob(manifests?.[0]?.digest ?? ''))
  await mkdir(folder)
  await runProgram('tar', ['-xf', blob(layers?.[0]?.digest ?? ''), '-C', folder])
}

/** Runs a program of the image as its user, with no file but the image's. */
function inImage(program: string, args: readonly string[]): Promise<string> {
  const env = ['--ignore-environment', 'PATH=/bin', 'HOME=/tmp', 'CATALYST_RESULT=/tmp/result.json']
  return runProgram('env', [...env, '/usr/sbin/chroot', '--userspec=65532:65532', root, program, ...args])
}

test('the same sources give the same bytes', async () => {
  const again = `${archive}.again`
  await pack(again)
  expect(await digestOf(again)).toBe(await digestOf(archive))
}, 120_000)

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

test('there is no shell, and whatever is there runs', async () => {
  await expect(inImage('/bin/sh', ['-c', 'true'])).rejects.toThrow('No such file')
  expect(await inImage('/bin/node', ['--version'])).toContain(process.version)
  expect(await inImage('/bin/git', ['--version'])).toContain('git version')
  expect(await inImage('/bin/helm', ['version'])).toContain('Version:"v3.')
})

test('the deployer says what it lacks', async () => {
  await expect(inImage('/bin/node', ['/catalyst/deployer/dist/main.js'])).rejects.toThrow('(1)')
  const result: unknown = JSON.parse(await readFile(join(root, 'tmp/result.json'), 'utf8'))
  expect(result).toMatchObject({ ok: false, reason: 'OrderInvalid' })
  expect(result).toHaveProperty('message', expect.stringContaining('CATALYST_ORDER is not set'))
})

test('Git fetches one commit, with TLS and without', async () => {
  await using git = await startGitHost('127.0.0.1')
  const commitSha = await git.commit('/shop.git', { files: { 'chart/Chart.yaml': 'name: shop\n' } })
  await appendFile(join(root, 'etc/ssl/certs/ca-certificates.crt'), git.ca)
  for (const [scheme, port] of Object.entries({ http: git.port, https: git.securePort })) {
    const folder = `/tmp/${scheme}`
    await inImage('/bin/git', ['init', '--quiet', '--template=', folder])
    await inImage('/bin/git', ['-C', folder, 'fetch', '--depth=1', `${scheme}://127.0.0.1:${port}/shop.git`, commitSha])
    expect(await inImage('/bin/git', ['-C', folder, 'show', `${commitSha}:chart/Chart.yaml`])).toBe('name: shop\n')
  }
})
