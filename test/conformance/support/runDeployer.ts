import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempDisposable, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  deploymentResultSchema,
  orderVariable,
  type DeploymentOrder,
  type DeploymentResult,
} from '@catalyst/operator/deployment'

const program = join(import.meta.dirname, '../../../apps/deployer/src/main.ts')

export interface DeployerEnd {
  code: number | null
  /** As the operator reads it. */
  result: DeploymentResult
  /** What it said on the way. */
  log: string
}

export interface RunDeployerOptions {
  /** Path of the kubeconfig of the account that it works as. */
  kubeconfig: string
  /** Asks it to end as soon as this is in its log. */
  endAfter?: string | undefined
}

/** Runs the deployer as a Job does: a process of its own, an order in its environment, a result in a file. */
export async function runDeployer(
  order: DeploymentOrder,
  { kubeconfig, endAfter }: RunDeployerOptions,
): Promise<DeployerEnd> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'catalyst-deployer-'))
  const resultFile = join(folder.path, 'result')
  const child = spawn(process.execPath, ['--conditions=@catalyst/source', program], {
    env: {
      PATH: process.env['PATH'],
      TMPDIR: folder.path,
      KUBECONFIG: kubeconfig,
      CATALYST_RESULT: resultFile,
      [orderVariable]: JSON.stringify(order),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  let told = false
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text
      if (endAfter === undefined || told || !log.includes(endAfter)) return
      told = true
      child.kill('SIGTERM')
    })
  }
  const [code] = (await once(child, 'close')) as [number | null]
  const text = await readFile(resultFile, 'utf8').catch((error: unknown) => {
    throw new Error(`It wrote no result, but:\n${log}`, { cause: error })
  })
  return { code, result: deploymentResultSchema.parse(JSON.parse(text)), log }
}
