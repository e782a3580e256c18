import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClusterRegistry } from '@catalyst/kubernetes-client'
import type { DeploymentOrder, DeploymentResult } from '@catalyst/operator/deployment'
import { DeployError } from './DeployError.ts'
import type { RemovalTask } from './Deployment.ts'
import { deployments } from './deployments.ts'
import { readOrder } from './order/readOrder.ts'
import { toResult } from './result/toResult.ts'
import { writeResult } from './result/writeResult.ts'
import { provideFiles } from './source/provideFiles.ts'
import { StoppedError } from './StoppedError.ts'
import type { Surroundings } from './Surroundings.ts'

/** Carries out the order of the environment variable and writes the result. @returns the exit code. */
export async function run(surroundings: Surroundings): Promise<number> {
  const { env, out } = surroundings
  const log = (line: string) => void out.write(`${line}\n`)
  let result: DeploymentResult
  try {
    result = await carryOut(readOrder(env), { ...surroundings, log })
  } catch (error) {
    result = toResult(error)
    if (!(error instanceof DeployError)) log(error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
  log(`${result.reason}: ${result.message}`)
  writeResult(env, result)
  return result.ok ? 0 : 1
}

type Context = Surroundings & { log: (line: string) => void }

async function carryOut(order: DeploymentOrder, context: Context): Promise<DeploymentResult> {
  const { env, log } = context
  const deadline = AbortSignal.timeout(order.timeoutSeconds * 1000)
  const signal = AbortSignal.any([context.signal, deadline])
  const scratch = await mkdtemp(join(tmpdir(), 'catalyst-'))
  try {
    const kubeConfig = context.kubeConfig ?? (await createClusterRegistry({ env, homeKubeconfig: '' }).get())
    return await deploy({ order, kubeConfig, scratch, signal, log }, context)
  } catch (error) {
    if (!signal.aborted || error instanceof DeployError) throw error
    // Of the two, what came first.
    const isLate = signal.reason === deadline.reason
    throw new StoppedError({ ...(isLate && { afterSeconds: order.timeoutSeconds }), cause: error })
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

async function deploy(task: RemovalTask, { credentialsFolder }: Context): Promise<DeploymentResult> {
  const deployment = deployments[task.order.type]
  if (task.order.action === 'remove') return { ok: true, reason: 'Removed', message: await deployment.remove(task) }
  const { folder, path, commitSha } = await provideFiles(task, { credentialsFolder })
  const { message, objects } = await deployment.apply({ ...task, folder, path, commitSha })
  return { ok: true, reason: 'Deployed', message, ...(commitSha !== undefined && { commitSha }), objects }
}
