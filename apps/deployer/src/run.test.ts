import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { deploymentResultSchema, orderVariable } from '@catalyst/operator/deployment'
import { afterEach, expect, test, vi } from 'vitest'
import { openScratch, type Scratch } from '../test/openScratch.ts'
import { deployments } from './deployments.ts'
import { DeployError } from './DeployError.ts'
import { run } from './run.ts'

const order = {
  action: 'apply',
  type: 'manifest',
  namespace: 'acme-shop-pr-1',
  name: 'pr-1',
  labels: {},
  host: 'pr-1.example.com',
  files: { 'a.yaml': 'x' },
  timeoutSeconds: 30,
}

/** No cluster is asked in these tests. */
const kubeConfig = { getCurrentCluster: () => null, getCurrentUser: () => null, applyToHTTPSOptions: async () => {} }

async function runIn({ scratch }: Scratch, text: string | undefined, signal = new AbortController().signal) {
  vi.stubEnv('TMPDIR', scratch)
  let log = ''
  const code = await run({
    env: { CATALYST_RESULT: join(scratch, 'result'), [orderVariable]: text },
    out: { write: (line) => (log += line) },
    signal,
    kubeConfig,
  })
  const result = deploymentResultSchema.parse(JSON.parse(await readFile(join(scratch, 'result'), 'utf8')))
  return { code, log, result }
}

const { apply } = deployments.manifest
afterEach(() => void (deployments.manifest.apply = apply))

test.each([
  [undefined, `${orderVariable} is not set`],
  ['{', 'is not JSON'],
  ['{"password":"hunter2"}', 'is no order that this version knows'],
  [JSON.stringify({ ...order, surprise: 'hunter2' }), 'is no order that this version knows'],
  [JSON.stringify({ ...order, files: undefined }), 'neither files nor a repository'],
])('the order %s is told to be none', async (text, message) => {
  await using scratch = await openScratch()
  const { code, result, log } = await runIn(scratch, text)
  expect(code).toBe(1)
  expect(result).toMatchObject({ ok: false, reason: 'OrderInvalid' })
  expect(result.message).toContain(message)
  expect(log + result.message).not.toContain('hunter2')
})

test('a fault of our own leaves its text in the log and not in the status', async () => {
  await using scratch = await openScratch()
  deployments.manifest.apply = () => Promise.reject(new TypeError('undefined is not a function'))
  const { code, result, log } = await runIn(scratch, JSON.stringify(order))
  expect(code).toBe(1)
  expect(result).toMatchObject({ ok: false, reason: 'DeployerFailed' })
  expect(result.message).not.toContain('undefined')
  expect(log).toContain('TypeError: undefined is not a function')
})

test('a failure is told as it is', async () => {
  await using scratch = await openScratch()
  deployments.manifest.apply = () =>
    Promise.reject(new DeployError('No space.', { reason: 'QuotaExceeded', retry: true }))
  const { result } = await runIn(scratch, JSON.stringify(order))
  expect(result).toEqual({ ok: false, reason: 'QuotaExceeded', message: 'No space.', retry: true })
})

test('what was written on the way is gone in the end, and a deployment sees its files', async () => {
  await using scratch = await openScratch()
  deployments.manifest.apply = async ({ path, folder }) => ({
    message: `${await readFile(join(path, 'a.yaml'), 'utf8')} ${path === folder}`,
    objects: [],
  })
  const { code, result } = await runIn(scratch, JSON.stringify(order))
  expect(code).toBe(0)
  expect(result).toEqual({ ok: true, reason: 'Deployed', message: 'x true' })
  expect((await readdir(scratch.scratch)).filter((name) => name.startsWith('catalyst-'))).toEqual([])
})

test('a stop ends it, which is told as what it is, and it can be tried again', async () => {
  await using scratch = await openScratch()
  const stop = new AbortController()
  deployments.manifest.apply = ({ signal }) =>
    new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error))
      stop.abort(new Error('SIGTERM'))
    })
  const { code, result } = await runIn(scratch, JSON.stringify(order), stop.signal)
  expect(code).toBe(1)
  expect(result).toMatchObject({ ok: false, reason: 'Interrupted', retry: true })
  expect(result.message).toContain('was stopped before it was done')
})
