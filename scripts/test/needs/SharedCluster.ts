import { join } from 'node:path'
import { startTestCluster, type TestCluster } from '../../../test/cluster/startTestCluster.ts'
import { runCommand } from '../runCommand.ts'

const recipe = join(import.meta.dirname, '../../../test/cluster/cluster')
const variable = 'CATALYST_TEST_KUBECONFIG'

/** The one real cluster of a run: started by the first level that needs it, found by tests in the environment. */
export class SharedCluster implements AsyncDisposable {
  #cluster: TestCluster | undefined
  #missing: string | undefined

  /** A Kubernetes API server. */
  readonly apiServer = async (signal: AbortSignal): Promise<string | undefined> => {
    if (this.#cluster !== undefined || this.#missing !== undefined) return this.#missing
    this.#missing = await this.#start(signal)
    return this.#missing
  }

  /** An API server and a node on which pods run. */
  readonly pods = async (signal: AbortSignal): Promise<string | undefined> => {
    const missing = await this.apiServer(signal)
    if (missing !== undefined || this.#cluster?.hasNode === true) return missing
    return `needs pods that run: root on Debian, or a cluster with a node in ${variable}`
  }

  async #start(signal: AbortSignal): Promise<string | undefined> {
    if (!process.env[variable]) {
      if (process.platform !== 'linux') return `needs Linux, or a cluster in ${variable}`
      // Before the cluster, because a first build takes minutes and says what it does.
      const { code } = await runCommand(['bash', recipe, 'build'], { signal })
      if (code !== 0) return `needs Go for a first build of the test cluster, or a cluster in ${variable}`
    }
    try {
      this.#cluster = await startTestCluster()
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
    process.env[variable] = this.#cluster.kubeconfig
    return undefined
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#cluster?.[Symbol.asyncDispose]()
  }
}
