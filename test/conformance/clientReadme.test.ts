import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startEmbeddedCluster } from '../cluster/startEmbeddedCluster.ts'
import type { TestCluster } from '../cluster/startTestCluster.ts'
import { installDefinitions } from './support/installDefinitions.ts'
import { readmeObjects, readmeWidget } from './support/readmeObjects.ts'

/** What each example of the README prints, in its order; one that goes on for ever is ended when it has. */
const outputs: RegExp[] = [
  /pr-1 Ready/,
  /PRODUCTION v1\.\d+.* \(default\)\nSTAGING v1\.\d+/,
  /^1$/m,
  /^$/,
  /^1 7$/m,
  /environments[\s\S]*live/,
  /\d+ environments at \d+\n\d+ of them are of acme\n(live|stale) heard \d+ ms ago, 0 reconnects, 0 relists/,
  /^app-0 .*\n\[app-0\/main\] ready$/m,
  /T\d\d:\d\d.* ready\n[\s\S]*6 bytes of log/,
  /^0 total /m,
  /^a\nb\nexit code 0$/m,
  /hello from app-0[\s\S]*exit code 3/,
  /^HTTP\/1\.1 200/,
  /^acme-shop was there/m,
  /There is none: .*never-made/,
]

let cluster: TestCluster
let env: Record<string, string>

beforeAll(async () => {
  cluster = await startEmbeddedCluster({ node: true })
  await installDefinitions(cluster)
  const apply = ['apply', '--server-side', '--filename', '-']
  await cluster.kubectl(apply, { input: JSON.stringify(readmeObjects) })
  await cluster.kubectl(['wait', '--for=condition=Established', 'crd/widgets.example.com'])
  await cluster.kubectl(apply, { input: JSON.stringify(readmeWidget) })
  await cluster.kubectl(
    ['patch', 'environment', 'pr-1', '-n', 'acme-shop', '--subresource=status', '--type=merge'].concat(
      '--patch',
      '{"status":{"phase":"Ready"}}',
    ),
  )
  await cluster.kubectl(['wait', '--for=condition=Ready', 'pod/app-0', '-n', 'acme-shop-pr-123', '--timeout=30s'])
  const kubeconfig = Buffer.from(await readFile(cluster.kubeconfig)).toString('base64')
  env = { KUBECONFIG: '', KUBECONFIG_PRODUCTION: kubeconfig, KUBECONFIG_STAGING: kubeconfig }
})
afterAll(() => cluster[Symbol.asyncDispose]())

const readme = await readFile(join(import.meta.dirname, '../../packages/kubernetes-client/README.md'), 'utf8')
const examples = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code)

describe('the README of the client', () => {
  test('has an example for each output that is expected', () => {
    expect(examples).toHaveLength(outputs.length)
  })

  test.each(examples.map((example, index) => [index + 1, example] as const))(
    'example %d runs',
    async (number, example) => {
      expect(await runExample(example, outputs[number - 1] ?? /nothing/)).toMatch(outputs[number - 1] ?? /nothing/)
    },
  )
})

/** Runs an example as its reader would, until it ends or has printed what is expected. */
async function runExample(example: string, expected: RegExp): Promise<string> {
  const child = spawn(
    process.execPath,
    ['--conditions=@catalyst/source', '--input-type=module-typescript', '--eval', example],
    { cwd: join(import.meta.dirname, '..'), env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString().replaceAll('\r', '')
    if (output !== '' && expected.test(output)) child.kill()
  })
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0 && code !== null) throw new Error(`The example ended with ${code}: ${errors}\n${output}`)
  return output
}
