import { execFile } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { createResourceClient, type KubeConfig, namespaces, pods } from '@catalyst/kubernetes-client'

const run = promisify(execFile)
const line = 99
const container = {
  name: 'main',
  image: 'docker.io/library/busybox:latest',
  imagePullPolicy: 'IfNotPresent',
}

/** Bytes that the pod has in a file, and in its log. */
export const talkerBytes = 100_000_000
export const talkerFile = '/tmp/big'

export interface Talker extends AsyncDisposable {
  namespace: string
  pod: string
}

export interface TalkerOptions {
  kubeConfig: KubeConfig
  kubeconfig: string
  /** The program, and arguments before all others. */
  kubectl: readonly [string, ...string[]]
  /** Whether it has anything to give; without, it only waits for commands. @default true */
  writes?: boolean | undefined
}

/** Runs a pod that has written 100 MB in lines of 100 bytes, into its log and into a file. */
export async function prepareTalker(options: TalkerOptions): Promise<Talker> {
  const { kubeConfig, kubeconfig, kubectl, writes = true } = options
  const [namespace, pod] = ['bench-streams', 'talker']
  const [program, ...first] = kubectl
  const common = [...first, '--kubeconfig', kubeconfig, '--namespace', namespace]
  const script = `yes "$(head -c ${line} /dev/zero | tr '\\0' x)" | head -c ${talkerBytes} | tee ${talkerFile}; sleep 86400`
  const command = writes ? ['sh', '-c', script] : ['sleep', '86400']
  const spec = { terminationGracePeriodSeconds: 0, containers: [{ ...container, command }] }
  await createResourceClient(namespaces, { kubeConfig }).apply({ metadata: { name: namespace } })
  for (let attempt = 0; ; attempt++) {
    try {
      // The namespace's service account is made a moment after it.
      const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: pod, namespace }, spec }
      await createResourceClient(pods, { kubeConfig }).create(object)
      break
    } catch (error) {
      if (attempt > 20) throw error
      await delay(500)
    }
  }
  await run(program, [...common, 'wait', '--for=condition=Ready', '--timeout=60s', `pod/${pod}`])
  while (writes) {
    const { stdout } = await run(program, [...common, 'exec', pod, '--', 'stat', '-c', '%s', talkerFile])
    if (Number(stdout) === talkerBytes) break
    await delay(1000)
  }
  return {
    namespace,
    pod,
    async [Symbol.asyncDispose]() {
      await createResourceClient(namespaces, { kubeConfig }).delete({ name: namespace })
    },
  }
}
