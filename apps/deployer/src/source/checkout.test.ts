import { once } from 'node:events'
import { lstat, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { deployErrorOf } from '../../test/deployErrorOf.ts'
import { startGitServer } from '../../test/git-server.mjs'
import { openScratch, type Scratch } from '../../test/openScratch.ts'
import { checkout, type CheckoutOptions, type Source } from './checkout.ts'

const token = 'ghp_0123456789secret'
const absent = '0123456789012345678901234567890123456789'

/** Fetches into the scratch folder; nothing of this machine's own credentials is there. */
async function fetchInto(
  { scratch, folder }: Scratch,
  source: Omit<Source, 'name'>,
  options: Partial<CheckoutOptions> = {},
) {
  const lines: string[] = []
  const commitSha = await checkout(
    { name: 'app', ...source },
    {
      scratch,
      folder,
      signal: AbortSignal.timeout(10_000),
      log: (line) => void lines.push(line),
      credentialsFolder: join(scratch, 'absent'),
      ...options,
    },
  )
  return { commitSha, lines, paths: await filesOf(folder) }
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}

async function writeSecret(scratch: string, entries: Record<string, string>): Promise<string> {
  const credentialsFolder = join(scratch, 'secret')
  await mkdir(credentialsFolder)
  for (const [name, text] of Object.entries(entries)) await writeFile(join(credentialsFolder, name), text)
  return credentialsFolder
}

describe.each([2, 0] as const)('from a server that speaks protocol %i', (protocol) => {
  test('a commit is there as it was, also after the branch went on', async () => {
    await using server = await startGitServer({ protocol })
    await using scratch = await openScratch()
    const first = await server.commit('/shop.git', { files: { 'k8s/web.yaml': 'one\n', 'README.md': 'x' } })
    await server.commit('/shop.git', { files: { 'k8s/web.yaml': 'two\n' } })
    const { commitSha, paths } = await fetchInto(scratch, {
      repositoryUrl: `${server.url}/shop.git`,
      commitSha: first,
      branch: 'main',
    })
    expect(commitSha).toBe(first)
    expect(paths).toEqual(['README.md', 'k8s/web.yaml'])
    expect(await readFile(join(scratch.folder, 'k8s/web.yaml'), 'utf8')).toBe('one\n')
  })

  test('a branch, and else the default branch, is fetched at its newest commit, which is told', async () => {
    await using server = await startGitServer({ protocol })
    await server.commit('/shop.git', { files: { where: 'main' } })
    const next = await server.commit('/shop.git', { branch: 'feature/x', files: { where: 'feature' } })
    const newest = await server.commit('/shop.git', { files: { where: 'main, again' } })
    const repositoryUrl = `${server.url}/shop.git`
    await using ofBranch = await openScratch()
    expect((await fetchInto(ofBranch, { repositoryUrl, branch: 'feature/x' })).commitSha).toBe(next)
    await using ofDefault = await openScratch()
    expect((await fetchInto(ofDefault, { repositoryUrl })).commitSha).toBe(newest)
    expect(await readFile(join(ofDefault.folder, 'where'), 'utf8')).toBe('main, again')
  })

  test.each([
    ['a commit', { commitSha: absent }, `does not have ${absent}. Push it`],
    ['a branch', { branch: 'gone' }, 'does not have branch gone. Push it'],
  ])('%s that is not there is told by its name', async (_, wanted, message) => {
    await using server = await startGitServer({ protocol })
    await using scratch = await openScratch()
    await server.commit('/shop.git', { files: { a: 'a' } })
    const error = await deployErrorOf(fetchInto(scratch, { repositoryUrl: `${server.url}/shop.git`, ...wanted }))
    expect(error).toMatchObject({ reason: 'CommitNotFound', retry: false })
    if (protocol === 2) expect(error.message).toContain(message)
  })
})

test('a commit far behind its branch is found where the server gives none by its name', async () => {
  await using server = await startGitServer({ protocol: 0 })
  await using scratch = await openScratch()
  const first = await server.commit('/shop.git', { branch: 'old', files: { n: 'first' } })
  for (let n = 0; n < 60; n++) await server.commit('/shop.git', { branch: 'old', files: { n: String(n) } })
  const { commitSha } = await fetchInto(scratch, { repositoryUrl: `${server.url}/shop.git`, commitSha: first })
  expect(commitSha).toBe(first)
  expect(await readFile(join(scratch.folder, 'n'), 'utf8')).toBe('first')
})

describe('credentials', () => {
  test.each([
    [{ token: `${token}\n` }, `x-access-token:${token}`],
    [{ token, username: 'oauth2' }, `oauth2:${token}`],
    [{ username: 'robot', password: token }, `robot:${token}`],
  ])('%o open a private repository', async (secret, sent) => {
    await using server = await startGitServer({ token })
    await using scratch = await openScratch()
    await server.commit('/private/shop.git', { files: { a: 'a' } })
    const credentialsFolder = await writeSecret(scratch.scratch, secret)
    const { paths, lines } = await fetchInto(
      scratch,
      { repositoryUrl: `${server.url}/private/shop.git` },
      { credentialsFolder },
    )
    expect(paths).toEqual(['a'])
    expect(server.requests.map(({ authorization }) => authorization)).toContain(
      `Basic ${Buffer.from(sent).toString('base64')}`,
    )
    expect(lines.join('\n')).not.toContain(token)
  })

  test.each([[undefined], [{ token: 'wrong' }]])('%o do not, and it says what to do', async (secret) => {
    await using server = await startGitServer({ token })
    await using scratch = await openScratch()
    await server.commit('/private/shop.git', { files: { a: 'a' } })
    const options = secret === undefined ? {} : { credentialsFolder: await writeSecret(scratch.scratch, secret) }
    const error = await deployErrorOf(fetchInto(scratch, { repositoryUrl: `${server.url}/private/shop.git` }, options))
    expect(error).toMatchObject({ reason: 'GitUnauthorized', retry: false })
    expect(error.message).toContain('credentialsSecretRef')
  })

  test('a Secret with other keys is told apart from none', async () => {
    await using scratch = await openScratch()
    const credentialsFolder = await writeSecret(scratch.scratch, { password: 'x' })
    const fetched = fetchInto(scratch, { repositoryUrl: 'http://127.0.0.1:1/shop.git' }, { credentialsFolder })
    expect(await deployErrorOf(fetched)).toMatchObject({ reason: 'GitUnauthorized' })
  })

  test('are not taken along to another host', async () => {
    await using other = await startGitServer({ token })
    await using scratch = await openScratch()
    await other.commit('/private/shop.git', { files: { a: 'a' } })
    await using redirecting = await serve((url) => [301, { location: `${other.url}${url}` }])
    const credentialsFolder = await writeSecret(scratch.scratch, { token })
    const repositoryUrl = `${redirecting.url}/private/shop.git`
    const error = await deployErrorOf(fetchInto(scratch, { repositoryUrl }, { credentialsFolder }))
    expect(error.reason).toBe('RepositoryNotFound')
    expect(error.message).toContain('answers with another address')
    expect(other.requests).toEqual([])
  })

  test('are in no message, whatever a server says back', async () => {
    await using scratch = await openScratch()
    await using echoing = await serve((_, { authorization = '' }) => [
      500,
      { 'content-type': 'text/plain' },
      `you sent ${authorization} and ${token}`,
    ])
    const credentialsFolder = await writeSecret(scratch.scratch, { token })
    const error = await deployErrorOf(
      fetchInto(scratch, { repositoryUrl: `${echoing.url}/shop.git` }, { credentialsFolder }),
    )
    expect(error).toMatchObject({ reason: 'GitUnreachable', retry: true })
    expect(error.message).not.toMatch(/ghp_|Basic|you sent/)
  })
})

test('a host that knows the repository by its full name alone is asked by it', async () => {
  await using server = await startGitServer()
  await using scratch = await openScratch()
  await server.commit('/shop.git', { files: { a: 'a' } })
  await using redirecting = await serve((url) =>
    url.startsWith('/shop.git') ? [404, {}] : [301, { location: url.replace('/shop', '/shop.git') }],
  )
  const error = await deployErrorOf(fetchInto(scratch, { repositoryUrl: `${redirecting.url}/shop` }))
  expect(error.reason).toBe('RepositoryNotFound')
  expect(redirecting.asked.at(-1)).toMatch(/^\/shop\.git\/info\/refs/)
})

test.each([
  ['no host answers', 'http://127.0.0.1:1/shop.git', 'GitUnreachable', true],
  ['the host has no name', 'http://git.invalid/shop.git', 'GitUnreachable', true],
  ['the transport is another', 'git@example.com:shop.git', 'GitUnreachable', false],
  ['the transport runs programs', 'ext::sh -c true', 'GitUnreachable', false],
  ['the repository is a folder', 'file:///etc', 'GitUnreachable', false],
  ['a password is in the address', 'https://a:b@example.com/shop.git', 'OrderInvalid', false],
])('where %s, it says so', async (...[, repositoryUrl, reason, retry]) => {
  await using scratch = await openScratch()
  expect(await deployErrorOf(fetchInto(scratch, { repositoryUrl }))).toMatchObject({ reason, retry })
})

test('where Git is not installed, it says so', async () => {
  await using scratch = await openScratch()
  const fetched = fetchInto(
    scratch,
    { repositoryUrl: 'http://127.0.0.1:1/shop.git' },
    { env: { PATH: scratch.folder } },
  )
  expect((await deployErrorOf(fetched)).message).toContain('There is no "git" program')
})

test.each(['--upload-pack=touch /tmp/x', '-x', 'a..b', 'a b', 'refs/heads/../x', 'x:refs/heads/main', '*', 'a.lock'])(
  'a branch called %j is not handed to Git',
  async (branch) => {
    await using scratch = await openScratch()
    const error = await deployErrorOf(fetchInto(scratch, { repositoryUrl: 'http://127.0.0.1:1/shop.git', branch }))
    expect(error.reason).toBe('OrderInvalid')
  },
)

test('a repository that is not there is told as one that may be private', async () => {
  await using server = await startGitServer()
  await using scratch = await openScratch()
  const error = await deployErrorOf(fetchInto(scratch, { repositoryUrl: `${server.url}/gone.git` }))
  expect(error).toMatchObject({ reason: 'RepositoryNotFound', retry: false })
  expect(error.message).toContain('private')
})

test('links stay where they lead to something inside, and submodules are left out', async () => {
  await using server = await startGitServer()
  await using scratch = await openScratch()
  await server.commit('/shop.git', {
    files: { 'base/web.yaml': 'web' },
    links: {
      'again.yaml': 'chain',
      chain: 'base/web.yaml',
      folder: 'base',
      passwd: '/etc/passwd',
      up: '../../../../etc',
      loop: 'loop',
      gone: 'nowhere',
    },
    submodules: { vendor: absent },
  })
  const { lines, paths } = await fetchInto(scratch, { repositoryUrl: `${server.url}/shop.git` })
  expect(paths).toEqual(['again.yaml', 'base/web.yaml', 'chain', 'folder'])
  expect(await readFile(join(scratch.folder, 'again.yaml'), 'utf8')).toBe('web')
  expect(await readFile(join(scratch.folder, 'folder/web.yaml'), 'utf8')).toBe('web')
  for (const name of ['passwd', 'up', 'loop', 'gone', 'vendor']) {
    expect(lines.some((line) => line.startsWith(`${name} is left out`))).toBe(true)
    await expect(lstat(join(scratch.folder, name))).rejects.toThrow('ENOENT')
  }
})

test('what is larger than allowed is given up', async () => {
  await using server = await startGitServer()
  await using scratch = await openScratch()
  await server.commit('/shop.git', { files: { noise: randomBytes(300_000).toString('base64') } })
  const fetched = fetchInto(scratch, { repositoryUrl: `${server.url}/shop.git` }, { maxFetchedBytes: 100_000 })
  expect(await deployErrorOf(fetched)).toMatchObject({ reason: 'RepositoryTooLarge', retry: false })
})

test('a host that never answers is left when the time is up', async () => {
  await using scratch = await openScratch()
  await using silent = await serve(() => undefined)
  const stop = new AbortController()
  const fetched = fetchInto(scratch, { repositoryUrl: `${silent.url}/shop.git` }, { signal: stop.signal })
  await silent.first
  stop.abort(new Error('time is up'))
  await expect(fetched).rejects.toThrow('time is up')
})

type Answer = [status: number, headers: Record<string, string>, body?: string] | undefined

/** A host that is no Git server. */
async function serve(answer: (url: string, headers: IncomingHttpHeaders) => Answer) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const { url = '' } = request
    asked.push(url)
    const answered = answer(url, request.headers)
    if (answered !== undefined) response.writeHead(answered[0], answered[1]).end(answered[2])
  })
  const first = once(server, 'request')
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    first,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
