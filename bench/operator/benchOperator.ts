import { setTimeout as delay } from 'node:timers/promises'
import { describeRequest, isAside, isWrite, repeated, type AuditedRequest } from '../../test/support/AuditLog.ts'
import { startOperatorProcess } from './startOperatorProcess.ts'
import { startOperatorWorld } from './startOperatorWorld.ts'

export interface OperatorBenchOptions {
  /** Environments of the second pass, and of the steady state. */
  counts: { pass: number; steady: number }
  /** How long the steady state is looked at. */
  seconds: number
}

export interface OperatorBench {
  /** From creating one prebuilt environment to Ready. */
  firstWrites: string[]
  firstRepeated: string[]
  /** Of an operator that begins anew over environments that are all Ready. */
  passWrites: string[]
  passSeconds: number
  /** With nothing to do. Passes are those of a resync, where one falls into it: it is due every ten minutes. */
  steady: {
    seconds: number
    rssMiB: number
    cpuPercent: number
    passes: number
    requests: string[]
    /** At the one Secret that all have a copy of: nobody may watch Secrets. */
    looks: number
    watches: number
    leases: number
  }
  /** What it takes to begin: the program, the lists, and a pass over all of them. */
  restartCpuSeconds: number
}

/** What the operator writes, and what it takes to do nothing. */
export async function benchOperator({ counts, seconds }: OperatorBenchOptions): Promise<OperatorBench> {
  await using world = await startOperatorWorld()
  const { audit } = world
  const isLook = (request: AuditedRequest) => describeRequest(request) === `get secrets ${world.shared}`
  const asked = async () => (await audit.read()).filter((request) => !isAside(request))

  let firstWrites: string[], firstRepeated: string[]
  {
    await using operator = await startOperatorProcess(world.operatorKubeconfig)
    await world.grow(1)
    await operator.rests()
    const writes = (await asked()).filter(isWrite).filter((request) => isAbout(request, 'pr-0'))
    firstWrites = writes.map(describeRequest)
    firstRepeated = repeated(writes).map(describeRequest)
    await world.grow(counts.pass)
    await operator.rests()
  }
  await audit.mark()
  let passWrites: string[], passSeconds: number
  {
    const began = performance.now()
    await using operator = await startOperatorProcess(world.operatorKubeconfig)
    await operator.rests()
    passSeconds = (performance.now() - began) / 1000 - 1
    passWrites = (await asked()).filter(isWrite).map(describeRequest)
    await world.grow(counts.steady)
    await world.share()
    await operator.rests()
  }
  await using operator = await startOperatorProcess(world.operatorKubeconfig)
  await operator.rests()
  const restartCpuSeconds = await operator.cpu()
  // What kubelet, quota and Events still have to say of what has just been made.
  await delay(10_000)
  await operator.rests()
  await audit.mark()
  const passesOf = () => operator.metric('controller_runtime_reconcile_total')
  const [before, passesBefore] = [await operator.cpu(), await passesOf()]
  await delay(seconds * 1000)
  const cpuPercent = (((await operator.cpu()) - before) / seconds) * 100
  const requests = await audit.read()
  return {
    firstWrites,
    firstRepeated,
    passWrites,
    passSeconds,
    restartCpuSeconds,
    steady: {
      seconds,
      passes: (await passesOf()) - passesBefore,
      rssMiB: (await operator.rss()) / 1024 / 1024,
      cpuPercent,
      requests: requests.filter((one) => !isAside(one) && !isLook(one) && one.verb !== 'watch').map(describeRequest),
      looks: requests.filter(isLook).length,
      watches: requests.filter(({ verb }) => verb === 'watch').length,
      leases: requests.filter(({ resource }) => resource === 'leases').length,
    },
  }
}

function isAbout(
  { namespace, name }: { namespace: string | undefined; name: string | undefined },
  environment: string,
) {
  return (
    name === environment ||
    namespace?.endsWith(`-${environment}`) === true ||
    name?.endsWith(`-${environment}`) === true
  )
}
