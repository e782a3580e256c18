import { describe, expect, test } from 'vitest'
import type { Image } from '../../cluster/machine/Image.ts'
import { runInImage } from '../testing/runInImage.ts'
import { createGitHost } from '../world/createGitHost.ts'
import { urls } from '../world/knownRepositories.ts'
import { createImages } from './createImages.ts'

const host = createGitHost('test')
const images = createImages(host)

function imageOf(reference: string): Image {
  const image = images.find(({ name }) => reference.startsWith(name.replace(/\*$/, '')))
  if (image === undefined) throw new Error(`There is no image ${reference}.`)
  return image
}

function checkedOut(url: string, branch: string): Record<string, string> {
  return { GIT_REPOSITORY: url, GIT_BRANCH: branch, GIT_COMMIT: host.resolve(url, { branch }).sha }
}

const web = imageOf('registry.cluster.local:5000/storefront-web:1')
const api = imageOf('registry.cluster.local:5000/storefront-api:1')
const billing = imageOf('registry.cluster.local:5000/billing:1')

describe('what runs', () => {
  test('the web shop is served by Vite, in colour', async () => {
    const { stdout, code } = await runInImage(['catalyst-dev', 'npm', 'run', 'dev'], {
      image: web,
      env: { PORT: '5173' },
    })
    expect(stdout).toContain('> vite --host')
    expect(stdout).toContain('\u001b[1m5173')
    expect(stdout).toMatch(/hmr update/)
    expect(code).toBeUndefined()
  })

  test('the API logs a JSON object a line', async () => {
    const { stdout } = await runInImage(['node', 'src/server.ts'], { image: api })
    const records = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { time: number; hostname: string })
    expect(records.length).toBeGreaterThan(10)
    expect(records).toContainEqual(expect.objectContaining({ level: 30, port: 4000, msg: 'server listening' }))
    expect(records.every(({ time, hostname }) => time > Date.UTC(2026, 0, 2) && hostname === 'web-0')).toBe(true)
  })

  test('a dev command that ends leaves the container running, and its check says how it ended', async () => {
    const env = checkedOut(urls.billing, 'feature/sepa-debit')
    const script = 'catalyst-dev make dev & sleep 20; catalyst-dev --check; echo "check: $?"'
    const { stdout, stderr } = await runInImage(['sh', '-c', script], { image: billing, env, ms: 30_000 })
    expect(stderr).toContain('ImproperlyConfigured: SEPA_CREDITOR_ID is not set')
    expect(stdout).toContain('dev command exited with code 1\ncheck: 1\n')
  })

  test('the same command runs once it has what it needs', async () => {
    const env = { ...checkedOut(urls.billing, 'feature/sepa-debit'), SEPA_CREDITOR_ID: 'DE98ZZZ09999999999' }
    const { stdout, stderr, code } = await runInImage(['make', 'dev'], { image: billing, env })
    expect(stdout).toContain('Starting development server at http://0.0.0.0:8000/')
    expect(stderr).not.toContain('Traceback')
    expect(code).toBeUndefined()
  })
})

describe('builds', () => {
  const kaniko = imageOf('gcr.io/kaniko-project/executor:latest')
  const build = (url: string, branch: string) =>
    runInImage(
      [
        '/kaniko/executor',
        `--context=${url}#${host.resolve(url, { branch }).sha}`,
        '--destination=registry.cluster.local:5000/storefront-web:1',
      ],
      { image: kaniko, ms: 120_000 },
    )

  test('a commit that compiles is pushed', async () => {
    const { stdout, code } = await build(urls.web, 'main')
    expect(code).toBe(0)
    expect(stdout).toMatch(/Pushed registry\.cluster\.local:5000\/storefront-web@sha256:[0-9a-f]{64}/)
  })

  test('one that does not says why and fails', async () => {
    const { stdout, code } = await build(urls.web, 'fix/price-rounding')
    expect(code).toBe(1)
    expect(stdout).toContain('TS2345')
    expect(stdout).not.toContain('Pushed')
  })
})

describe('in a shell', () => {
  const env = checkedOut(urls.web, 'feature/one-page-checkout')

  test.each([
    ['node -v', /^v24\.11\.1\n$/],
    ['cat package.json', /"name": "storefront-web"/],
    ['ls', /README\.md[^]*package\.json[^]*src/],
    ['git log --oneline', /[0-9a-f]{7}.*HEAD -> feature\/one-page-checkout.*Fold the three steps/],
    ['git rev-parse HEAD', new RegExp(env['GIT_COMMIT'] ?? 'none')],
    ['npm test', /23 passed/],
  ])('%s', async (command, answer) => {
    const { stdout, code } = await runInImage(['sh', '-c', command], { image: web, env })
    expect(stdout).toMatch(answer)
    expect(code).toBe(0)
  })

  test('psql answers what it is asked, and refuses what is not there', async () => {
    const postgres = imageOf('docker.io/library/postgres:18')
    const ask = (statement: string) => runInImage(['psql', '-c', statement], { image: postgres })
    expect((await ask('select id, name, price from products')).stdout).toContain(' 4711 | Teapot, cast iron | 39.00')
    expect(await ask('select * from nothing')).toMatchObject({
      code: 1,
      stderr: 'ERROR:  relation "nothing" does not exist\n',
    })
  })
})

test('what a program writes is the same in every run', async () => {
  const run = () => runInImage(['nginx', '-g', 'daemon off;'], { image: imageOf('docker.io/library/nginx:1.29') })
  expect(await run()).toEqual(await run())
})
