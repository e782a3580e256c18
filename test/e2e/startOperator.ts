import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { TestCluster } from '../cluster/startTestCluster.ts'
import { kubeconfigWith, readCluster } from '../conformance/support/readCluster.ts'
import { userEnvironment } from '../support/userEnvironment.ts'

const program = join(import.meta.dirname, '../../apps/operator/src/main.ts')

export interface RunningOperator extends AsyncDisposable {
  /** What it has logged so far. */
  output: () => string
}

/** Runs the operator as a program, with the token of its own service account and the rights that come with it. */
export async function startOperator(cluster: TestCluster, env: Record<string, string>): Promise<RunningOperator> {
  await using parts = new AsyncDisposableStack()
  const folder = parts.use(await mkdtempDisposable(join(tmpdir(), 'catalyst-operator-')))
  const account = ['catalyst-operator', '--namespace=catalyst-system', '--duration=2h']
  const token = (await cluster.kubectl(['create', 'token', ...account])).trim()
  const kubeconfig = join(folder.path, 'kubeconfig')
  await writeFile(kubeconfig, kubeconfigWith(token, await readCluster(cluster)), { mode: 0o600 })
  const child = spawn(process.execPath, ['--conditions=@catalyst/source', program], {
    env: { ...userEnvironment(), CATALYST_OPERATOR_PROBES_PORT: '0', ...env, KUBECONFIG: kubeconfig },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'close')
  parts.defer(async () => {
    child.kill('SIGTERM')
    await ended
  })
  let output = ''
  const begun = Promise.withResolvers<void>()
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      output += `${line}\n`
      if (line.includes('controllers begin')) begun.resolve()
    })
  await Promise.race([
    begun.promise,
    ended.then(([code]) => {
      throw new Error(`The operator ended with code ${code}:\n${output}`)
    }),
  ])
  const owned = parts.move()
  return { output: () => output, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}
