import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { RemovalTask } from '../Deployment.ts'
import { releaseName } from './releaseName.ts'
import { runHelm, type HelmRun } from './runHelm.ts'
import { toHelmError } from './toHelmError.ts'
import { writeKubeconfig } from './writeKubeconfig.ts'

/** Helm, on the release of one environment. */
export interface Helm {
  /** Name of the release. */
  release: string
  /** Runs it in the namespace of the environment. */
  run(args: readonly string[]): Promise<HelmRun>
  /** The same, for what has to go well. @returns what it printed. @throws DeployError that says what Helm said. */
  ask(args: readonly string[]): Promise<string>
}

/** Helm with folders of its own, which knows one cluster and nothing of whoever runs it. */
export async function openHelm(task: RemovalTask, program: string): Promise<Helm> {
  const { order, kubeConfig, scratch, signal } = task
  const home = join(scratch, 'helm')
  await mkdir(home, { mode: 0o700 })
  const release = releaseName(order.name)
  const env = {
    ...inherited(),
    HOME: home,
    KUBECONFIG: await writeKubeconfig(kubeConfig, home),
    HELM_CACHE_HOME: join(home, 'cache'),
    HELM_CONFIG_HOME: join(home, 'config'),
    HELM_DATA_HOME: join(home, 'data'),
    HELM_PLUGINS: join(home, 'plugins'),
    HELM_DRIVER: 'secret',
  }
  const run = (args: readonly string[]) => runHelm([...args, '--namespace', order.namespace], { program, env, signal })
  return {
    release,
    run,
    async ask(args) {
      const { code, stdout, stderr } = await run(args)
      if (code === 0) return stdout
      throw toHelmError(stderr, task)
    },
  }
}

/** Where programs are, and how the network is left; nothing else of this process is Helm's business. */
function inherited(): Record<string, string> {
  const names = ['PATH', 'HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'https_proxy', 'http_proxy', 'no_proxy', 'TMPDIR']
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}
