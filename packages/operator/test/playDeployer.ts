import type { Image } from '@catalyst/testing/cluster'
import { deploymentOrderSchema, orderVariable, type DeploymentOrder } from '../src/deployment/deploymentOrderSchema.ts'
import type { DeploymentResult } from '../src/deployment/deploymentResultSchema.ts'

export interface PlayedDeployer {
  image: Image
  /** Every order that it was given. */
  orders: DeploymentOrder[]
  /** What it does with the next ones. */
  play: (act: (order: DeploymentOrder, signal: AbortSignal) => Promise<DeploymentResult | undefined>) => void
}

/** An image in whose place the deployer would run: it takes orders and answers as a test says, with real Jobs and pods around it. */
export function playDeployer(name: string): PlayedDeployer {
  const orders: DeploymentOrder[] = []
  let act: Parameters<PlayedDeployer['play']>[0] = () => Promise.resolve(undefined)
  return {
    orders,
    play(next) {
      act = next
    },
    image: {
      name,
      programs: {
        async '/bin/node'({ env, machine, signal }) {
          const order = deploymentOrderSchema.parse(JSON.parse(env[orderVariable] ?? ''))
          orders.push(order)
          const result = await act(order, signal)
          if (result === undefined) return 1
          machine.files.write('/dev/termination-log', JSON.stringify(result))
          return result.ok ? 0 : 1
        },
      },
    },
  }
}
