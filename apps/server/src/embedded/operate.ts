import { createClusterRegistry } from '@catalyst/kubernetes-client'
import { createOperator, defaultSettings, OperatorMetrics, type OperatorLogger } from '@catalyst/operator'
import type { Cluster } from '@catalyst/testing/cluster'

export interface OperateOptions {
  /** Of the server that leads `http://<namespace>.localhost` to what runs in an environment. */
  port: number
  logger: OperatorLogger
}

/** An image may be large, and a demonstration is looked at for long; in milliseconds. */
const deployTimeoutMs = 1_800_000

/** Runs the operator on an embedded cluster, by the cluster's clock, until it is disposed of. */
export async function operate(cluster: Cluster, { port, logger }: OperateOptions): Promise<AsyncDisposable> {
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
