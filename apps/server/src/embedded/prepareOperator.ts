import { createClusterRegistry } from '@catalyst/kubernetes-client'
import { createOperator, defaultSettings, OperatorMetrics, type OperatorLogger } from '@catalyst/operator'
import type { Cluster } from '@catalyst/testing/cluster'
import type { DemoOptions } from '@catalyst/testing/demo'
import { createCatalystImage } from './createCatalystImage.ts'

export interface OperatorOptions {
  /** Of the server that leads `http://<namespace>.localhost` to what runs in an environment. */
  port: number
  logger: OperatorLogger
}

/** An image may be large, and a demonstration is looked at for long; in milliseconds. */
const deployTimeoutMs = 1_800_000

/** What a demo needs for the operator to run on its cluster, by the cluster's clock, and for Jobs of the operator to deploy there. */
export function prepareOperator({ port, logger }: OperatorOptions): Required<DemoOptions> {
  let cluster: Cluster | undefined
  const [image = ''] = defaultSettings.deployer.image.split(/:[^/]*$/)
  const catalyst = createCatalystImage(image, () => {
    if (cluster === undefined) throw new Error('Nothing is deployed before the operator runs.')
    return cluster
  })
  return {
    images: [catalyst],
    async operate(started) {
      cluster = started
      return operate(started, { port, logger })
    },
  }
}

async function operate(cluster: Cluster, { port, logger }: OperatorOptions): Promise<AsyncDisposable> {
  const kubeconfig = Buffer.from(cluster.kubeconfig()).toString('base64')
  const clusters = createClusterRegistry({ env: { KUBECONFIG_EMBEDDED: kubeconfig }, inDocker: false })
  const operator = createOperator({
    kubeConfig: await clusters.get(),
    logger,
    metrics: new OperatorMetrics({ process: false }),
    settings: { ...defaultSettings, urlTemplate: `http://{namespace}.localhost:${port}/`, deployTimeoutMs },
    now: () => new Date(cluster.clock.now()),
  })
  const stop = new AbortController()
  const ended = operator.run({ signal: stop.signal }).catch((error: unknown) => {
    const message = 'the operator has ended: nothing becomes of environments any more. Start the server anew.'
    logger.error({ err: error }, message)
  })
  return {
    async [Symbol.asyncDispose]() {
      stop.abort()
      await ended
    },
  }
}
