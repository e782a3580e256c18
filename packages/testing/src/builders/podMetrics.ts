import type { EnvironmentMetrics, PodMetrics, Usage } from '@catalyst/api'
import { storyTime } from './storyTime.ts'

const mebibyte = 2 ** 20

export interface PodMetricsOptions {
  /** @default 'web-5d9c7b6f4-x2x7k' */
  name?: string | undefined
  /** @default 'payments-checkout-pr-42' */
  namespace?: string | undefined
  /** Cores. @default 0.12 of 0.5 */
  cpu?: Usage | undefined
  /** Bytes. @default 180 MiB of 512 MiB */
  memory?: Usage | undefined
  /** Name of the one container. @default 'app' */
  container?: string | undefined
}

/** Usage of a pod with one container. */
export function podMetrics(options: PodMetricsOptions = {}): PodMetrics {
  const { name = 'web-5d9c7b6f4-x2x7k', namespace = 'payments-checkout-pr-42', container = 'app' } = options
  const { cpu = { usage: 0.12, request: 0.1, limit: 0.5 } } = options
  const { memory = { usage: 180 * mebibyte, request: 128 * mebibyte, limit: 512 * mebibyte } } = options
  return {
    metadata: { name, namespace },
    timestamp: storyTime(-10),
    window: '15s',
    containers: [{ name: container, cpu, memory }],
    cpu,
    memory,
  }
}

export interface EnvironmentMetricsOptions {
  /** @default 'payments-checkout-pr-42' */
  namespace?: string | undefined
  /** Cores; `quota: undefined` for none. @default 0.12 of 2 */
  cpu?: { usage: number; quota?: number | undefined } | undefined
  /** Bytes. @default 180 MiB of 4 GiB */
  memory?: { usage: number; quota?: number | undefined } | undefined
  pods?: PodMetrics[] | undefined
}

/** Usage of an environment against its quota. */
export function environmentMetrics(
  options: EnvironmentMetricsOptions = {},
): Extract<EnvironmentMetrics, { available: true }> {
  const { namespace = 'payments-checkout-pr-42' } = options
  return {
    available: true,
    namespace,
    timestamp: storyTime(-10),
    cpu: withoutUndefined(options.cpu ?? { usage: 0.12, quota: 2 }),
    memory: withoutUndefined(options.memory ?? { usage: 180 * mebibyte, quota: 4096 * mebibyte }),
    pods: options.pods ?? [podMetrics({ namespace })],
  }
}

function withoutUndefined({ usage, quota }: { usage: number; quota?: number | undefined }) {
  return quota === undefined ? { usage } : { usage, quota }
}
