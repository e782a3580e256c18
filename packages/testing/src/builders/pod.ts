import type { ContainerState, ContainerStatus, Pod } from '@catalyst/api'
import { storyTime } from './storyTime.ts'
import { uid } from './uid.ts'

export interface ContainerOptions {
  name: string
  /** @default 'running' */
  state?: 'running' | 'waiting' | 'terminated' | undefined
  /** Reason of a waiting or terminated state, such as `CrashLoopBackOff`. */
  reason?: string | undefined
  message?: string | undefined
  /** Of a terminated state. @default 0 */
  exitCode?: number | undefined
  /** @default whether it runs */
  ready?: boolean | undefined
  /** @default 0 */
  restarts?: number | undefined
  /** How the run before this one ended. */
  lastState?: ContainerState | undefined
  image?: string | undefined
  requests?: Record<string, string> | undefined
  limits?: Record<string, string> | undefined
}

export interface PodOptions {
  /** @default 'web-5d9c7b6f4-x2x7k' */
  name?: string | undefined
  /** @default 'payments-checkout-pr-42' */
  namespace?: string | undefined
  /** @default 'Running' */
  phase?: string | undefined
  reason?: string | undefined
  message?: string | undefined
  /** @default one running container `app` */
  containers?: ContainerOptions[] | undefined
  initContainers?: ContainerOptions[] | undefined
  ephemeralContainers?: ContainerOptions[] | undefined
  labels?: Record<string, string> | undefined
  /** @default one hour before `storyNow` */
  createdAt?: string | undefined
  deletedAt?: string | undefined
  /** @default '1' */
  resourceVersion?: string | undefined
}

/** A Pod as the API server would answer it: one container, running for an hour. */
export function pod(options: PodOptions = {}): Pod {
  const { name = 'web-5d9c7b6f4-x2x7k', namespace = 'payments-checkout-pr-42', phase = 'Running' } = options
  const { containers = [{ name: 'app' }], initContainers, ephemeralContainers } = options
  const { createdAt = storyTime(-3600), resourceVersion = '1' } = options
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      uid: uid(`pod/${namespace}/${name}`),
      resourceVersion,
      creationTimestamp: createdAt,
      labels: options.labels ?? {},
      ...(options.deletedAt === undefined ? {} : { deletionTimestamp: options.deletedAt }),
    },
    spec: {
      nodeName: 'node-1',
      containers: containers.map(containerSpec),
      ...(initContainers === undefined ? {} : { initContainers: initContainers.map(containerSpec) }),
      ...(ephemeralContainers === undefined ? {} : { ephemeralContainers: ephemeralContainers.map(containerSpec) }),
    },
    status: {
      phase,
      podIP: '10.42.0.17',
      startTime: createdAt,
      ...(options.reason === undefined ? {} : { reason: options.reason }),
      ...(options.message === undefined ? {} : { message: options.message }),
      containerStatuses: containers.map((one) => containerStatus(one, createdAt)),
      ...(initContainers === undefined
        ? {}
        : { initContainerStatuses: initContainers.map((one) => containerStatus(one, createdAt)) }),
      ...(ephemeralContainers === undefined
        ? {}
        : { ephemeralContainerStatuses: ephemeralContainers.map((one) => containerStatus(one, createdAt)) }),
    },
  }
}

function containerSpec({ name, image = `registry.example.com/${name}:1.4.2`, requests, limits }: ContainerOptions) {
  return {
    name,
    image,
    resources: { ...(requests === undefined ? {} : { requests }), ...(limits === undefined ? {} : { limits }) },
  }
}

function containerStatus(container: ContainerOptions, startedAt: string): ContainerStatus {
  const { name, image = `registry.example.com/${name}:1.4.2`, restarts = 0, lastState } = container
  const state = container.state ?? 'running'
  return {
    name,
    image,
    ready: container.ready ?? state === 'running',
    restartCount: restarts,
    containerID: `containerd://${uid(`${name}/${restarts}`).replaceAll('-', '')}`,
    state: containerState(container, startedAt),
    ...(lastState === undefined ? {} : { lastState }),
  }
}

function containerState(container: ContainerOptions, startedAt: string): ContainerState {
  const { state = 'running', exitCode = 0 } = container
  const why = {
    ...(container.reason === undefined ? {} : { reason: container.reason }),
    ...(container.message === undefined ? {} : { message: container.message }),
  }
  if (state === 'waiting') return { waiting: why }
  if (state === 'running') return { running: { startedAt } }
  return { terminated: { exitCode, startedAt, finishedAt: storyTime(-60), ...why } }
}
