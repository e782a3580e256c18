import { describe, expect, test } from 'vitest'
import type { Image } from '../../cluster/machine/Image.ts'
import { runInImage } from '../testing/runInImage.ts'
import { commitOf } from '../world/commitOf.ts'
import { createImages } from './createImages.ts'

function imageOf(name: string): Image {
  const image = createImages().find((one) => one.name === name)
  if (image === undefined) throw new Error(`There is no image ${name}.`)
  return image
}

const shop = imageOf('registry.example.com/acme/storefront')
const sepa = imageOf(`registry.example.com/acme/billing:${commitOf('billing', 'feature/sepa-debit')}`)
const gunicorn = ['gunicorn', 'billing.wsgi']

describe('what runs', () => {
  test('the web shop logs a JSON object a line', async () => {
    const { stdout } = await runInImage(['node', 'src/server.ts'], { image: shop })
    const records = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { time: number; hostname: string })
    expect(records.length).toBeGreaterThan(10)
    expect(records).toContainEqual(expect.objectContaining({ level: 30, port: 8080, msg: 'server listening' }))
    expect(records.every(({ time, hostname }) => time > Date.UTC(2026, 0, 2) && hostname === 'web-0')).toBe(true)
  })

  test('billing serves until there is something to collect, and ends then', async () => {
    const { stdout, stderr, code } = await runInImage(gunicorn, { image: sepa })
    expect(stdout).toContain('HTTP/1.1')
    expect(stderr).toContain('ImproperlyConfigured: SEPA_CREDITOR_ID is not set')
    expect(code).toBe(1)
  })

  test('it goes on serving once it has what it needs', async () => {
    const env = { SEPA_CREDITOR_ID: 'DE98ZZZ09999999999' }
    const { stderr, code } = await runInImage(gunicorn, { image: sepa, env, ms: 120_000 })
    expect(stderr).not.toContain('Traceback')
    expect(code).toBeUndefined()
  })

  test('what is not made for its Python ends at once', async () => {
    const image = imageOf(`registry.example.com/acme/billing:${commitOf('billing', 'chore/python-3.14')}`)
    const { stdout, stderr, code } = await runInImage(gunicorn, { image })
    expect({ stdout, code }).toEqual({ stdout: '', code: 1 })
    expect(stderr).toContain('ImportError')
  })
})

test.each([
  ['node -v', /^v24\.11\.1\n$/],
  ['cat package.json', /"name": "storefront"/],
  ['ls', /README\.md[^]*package\.json[^]*src/],
  ['npm run', /node src\/server\.ts/],
])('in a shell of the shop: %s', async (command, answer) => {
  const { stdout, code } = await runInImage(['sh', '-c', command], { image: shop })
  expect(stdout).toMatch(answer)
  expect(code).toBe(0)
})

test('what a program writes is the same in every run', async () => {
  const run = () => runInImage(['nginx', '-g', 'daemon off;'], { image: imageOf('docker.io/library/nginx') })
  expect(await run()).toEqual(await run())
})
