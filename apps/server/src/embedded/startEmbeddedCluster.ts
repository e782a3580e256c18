import { UsageError } from '@catalyst/program'
import { keepFile } from './keepFile.ts'
import type { OperatorOptions } from './prepareOperator.ts'
import { seedSelfDeploy } from './seedSelfDeploy.ts'

export interface EmbeddedCluster extends AsyncDisposable {
  /** Path of a kubeconfig of it. */
  readonly kubeconfig: string
}

export interface EmbeddedClusterOptions extends OperatorOptions {
  /** Whether Catalyst itself is one of the projects. */
  selfDeploy: boolean
}

/** Starts the cluster that is shown when none is configured, with the operator, and leaves a kubeconfig for it in a temporary folder. */
export async function startEmbeddedCluster({
  selfDeploy,
  ...options
}: EmbeddedClusterOptions): Promise<EmbeddedCluster> {
  await using parts = new AsyncDisposableStack()
  const { startDemo, prepareOperator } = await loadDemo()
  const { cluster } = parts.use(await startDemo(prepareOperator(options)))
  if (selfDeploy) await seedSelfDeploy(cluster)
  const file = parts.use(await keepFile('kubeconfig', cluster.kubeconfig()))
  const owned = parts.move()
  return { kubeconfig: file.path, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

/** Only now: what serves real clusters neither loads it nor needs it to be installed. */
async function loadDemo() {
  try {
    const [{ startDemo }, { prepareOperator }] = await Promise.all([
      import('@catalyst/testing/demo'),
      import('./prepareOperator.ts'),
    ])
    return { startDemo, prepareOperator }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error
    const message = `No cluster is configured, and the embedded one is not installed here. Name one of your own:

  KUBECONFIG=~/.kube/config npm start

For several, set KUBECONFIG_<NAME> for each, to its kubeconfig as JSON, base64-encoded.`
    throw new UsageError(message, { cause: error })
  }
}
