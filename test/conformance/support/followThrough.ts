import { followLog, type FollowLogOptions, type KubeConfig } from '@catalyst/kubernetes-client'
import { expect } from 'vitest'
import { eventually } from './eventually.ts'
import { openGate } from './openGate.ts'

/** A log that is followed through a gate, and what it gave. */
export interface FollowedThroughGate extends AsyncDisposable {
  gate: Awaited<ReturnType<typeof openGate>>['gate']
  /** Lines, and states in angle brackets, in the order in which they came. */
  told: string[]
  lines(): string[]
}

/** Follows the log of a pod through a gate; its disposal proves that no connection is left. */
export async function followThrough(
  direct: KubeConfig,
  options: Omit<FollowLogOptions, 'signal'>,
): Promise<FollowedThroughGate> {
  const { gate, kubeConfig, ...opened } = await openGate(direct)
  const controller = new AbortController()
  const told: string[] = []
  async function run() {
    const backoff = { initialMs: 10, maxMs: 200 }
    for await (const event of followLog(kubeConfig, { backoff, ...options, signal: controller.signal })) {
      if ('state' in event) told.push(`<${event.state.state}>`)
      else told.push(...event.lines.map(({ text }) => text))
    }
  }
  const finished = run()
  // Told at the disposal.
  finished.catch(() => {})
  return {
    gate,
    told,
    lines: () => told.filter((line) => !line.startsWith('<')),
    async [Symbol.asyncDispose]() {
      controller.abort()
      await finished
      await eventually(() => expect(gate.connections).toBeLessThanOrEqual(1))
      await opened[Symbol.asyncDispose]()
    },
  }
}
