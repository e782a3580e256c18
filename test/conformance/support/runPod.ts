import type { Pod } from '@catalyst/api'
import { pods, request, resourcePath } from '@catalyst/kubernetes-client'
import { eventually } from './eventually.ts'
import type { Subject } from './useSubject.ts'

export interface TestContainer {
  name: string
  /** What its shell runs. */
  script: string
  ports?: readonly { containerPort: number }[]
  resources?: { requests?: Record<string, string>; limits?: Record<string, string> }
}

export interface RunPodOptions {
  containers: readonly TestContainer[]
  labels?: Record<string, string>
  /** @default 'Never' */
  restartPolicy?: 'Always' | 'OnFailure' | 'Never'
  /** Wait until it has got so far. @default 'Running', which counts as reached by a pod that has ended */
  until?: 'Pending' | 'Running' | 'Succeeded' | 'Failed'
}

const image = 'docker.io/library/busybox:latest'

/** Runs shell scripts in a pod and waits until it has got far enough. It goes with the namespace of the test. */
export async function runPod(subject: Subject, name: string, options: RunPodOptions): Promise<Pod> {
  const { kubeConfig, namespace } = subject
  const { containers, labels = {}, restartPolicy = 'Never', until = 'Running' } = options
  const body = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels },
    spec: {
      restartPolicy,
      terminationGracePeriodSeconds: 0,
      automountServiceAccountToken: false,
      containers: containers.map(({ script, ...container }) => ({
        image,
        imagePullPolicy: 'IfNotPresent',
        command: ['sh', '-c', script],
        ...container,
      })),
    },
  }
  // The namespace's own service account, which pods need, is made a moment after it.
  await eventually(() => request(kubeConfig, resourcePath(pods, { namespace }), { method: 'POST', body }))
  return eventually(
    async () => {
      const pod = await getPod(subject, name)
      const phase = pod.status?.phase
      const hasEnded = phase === 'Succeeded' || phase === 'Failed'
      if (phase !== until && !(until === 'Running' && hasEnded)) {
        throw new Error(`Pod ${name} is ${phase}, not ${until}: ${JSON.stringify(pod.status?.containerStatuses)}`)
      }
      return pod
    },
    { within: 50_000, every: 100 },
  )
}

export function getPod({ kubeConfig, namespace }: Subject, name: string): Promise<Pod> {
  return request<Pod>(kubeConfig, resourcePath(pods, { namespace, name }))
}
