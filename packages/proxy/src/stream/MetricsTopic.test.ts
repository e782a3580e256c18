import type { PodMetrics } from '@catalyst/api'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { MetricsPoller, type MetricsAnswer } from '../caches/MetricsPoller.ts'
import { ProblemError } from '../problems/ProblemError.ts'
import { problemBody } from '../problems/toProblem.ts'
import { MetricsTopic } from './MetricsTopic.ts'
import type { TopicStep } from './TopicQueue.ts'
import { TopicRights } from './TopicRights.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const usage = (namespace: string, name: string) => ({ metadata: { namespace, name } }) as PodMetrics
const measured = (...items: PodMetrics[]): MetricsAnswer => ({ available: true, items })
const absent = (reason: Extract<MetricsAnswer, { available: false }>['reason']): MetricsAnswer => ({
  available: false,
  reason,
  message: `It is ${reason}.`,
})

/** A topic over a poll that the test answers, for a caller who may list the given namespaces. */
function startTopic(
  namespace: string,
  answer: () => MetricsAnswer,
  mayList: (namespace?: string) => boolean = () => true,
) {
  const controller = new AbortController()
  const reviewAccess = async (...[, , { namespace }]: unknown[] & { 2: { namespace?: string } }) => ({
    allowed: mayList(namespace),
  })
  const rights = new TopicRights(
    {
      reviewAccess: reviewAccess as never,
      async requireAccess(...args) {
        if (!(await reviewAccess(...(args as never))).allowed) throw new ProblemError('FORBIDDEN', 'You may not.')
      },
    },
    { subject: 'ann', groups: [], teams: [], impersonate: true, credential: 'bearer' },
    { kind: 'metrics', cluster: 'test', namespace },
  )
  const topic = new MetricsTopic({
    touch: () => undefined,
    problemBody: (error) => problemBody(error, 'id'),
    signal: controller.signal,
  })
  const running = topic.run(async () => ({
    rights,
    async open() {
      const value = new MetricsPoller(async () => answer())
      return { value, [Symbol.dispose]: () => value[Symbol.dispose]() }
    },
  }))
  return {
    async steps(): Promise<string[]> {
      await vi.advanceTimersByTimeAsync(0)
      const steps: TopicStep[] = []
      for (let step = topic.queue.take(); step; step = topic.queue.take()) steps.push(step)
      return steps.map(brief)
    },
    async [Symbol.asyncDispose]() {
      controller.abort()
      await running
    },
  }
}

function brief(step: TopicStep): string {
  switch (step.event) {
    case 'snapshot':
      return `snapshot ${step.items.map(({ metadata }) => metadata.name).join(' ')}`.trim()
    case 'failure':
      return `failure ${step.problem.code} ${step.problem.reason ?? ''}`
    case 'sync':
      return `sync ${step.sync.state}`
    case 'change':
      return `change ${step.change.type}`
  }
}

describe('a topic of usage', () => {
  it('sends a snapshot after each poll, and nothing else', async () => {
    let polls = 0
    await using topic = startTopic('blue', () => measured(usage('blue', `pod-${++polls}`)))
    expect(await topic.steps()).toEqual(['snapshot pod-1'])
    expect(await topic.steps()).toEqual([])
    await vi.advanceTimersByTimeAsync(15_000)
    expect(await topic.steps()).toEqual(['snapshot pod-2'])
  })

  it('sends a slow client the last snapshot alone', async () => {
    let polls = 0
    await using topic = startTopic('blue', () => measured(usage('blue', `pod-${++polls}`)))
    await vi.advanceTimersByTimeAsync(45_000)
    expect(await topic.steps()).toEqual(['snapshot pod-4'])
  })

  it.each([
    ['NotInstalled', 'failure NOT_FOUND NotInstalled'],
    ['Forbidden', 'failure FORBIDDEN Forbidden'],
    ['NotYetKnown', 'failure UPSTREAM_UNAVAILABLE NotYetKnown'],
    ['Unreachable', 'failure UPSTREAM_UNAVAILABLE Unreachable'],
  ] as const)('fails once while usage is %s, and recovers', async (reason, expected) => {
    let answer = absent(reason)
    await using topic = startTopic('blue', () => answer)
    expect(await topic.steps()).toEqual([expected])
    await vi.advanceTimersByTimeAsync(30_000)
    expect(await topic.steps()).toEqual([])
    answer = measured(usage('blue', 'pod'))
    await vi.advanceTimersByTimeAsync(15_000)
    expect(await topic.steps()).toEqual(['snapshot pod'])
  })

  it('is stale while what was known can not be asked for', async () => {
    let answer = measured(usage('blue', 'pod'))
    await using topic = startTopic('blue', () => answer)
    await topic.steps()
    answer = absent('Unreachable')
    await vi.advanceTimersByTimeAsync(15_000)
    expect(await topic.steps()).toEqual(['sync stale'])
    answer = measured(usage('blue', 'pod'))
    await vi.advanceTimersByTimeAsync(15_000)
    expect(await topic.steps()).toEqual(['snapshot pod'])
  })

  it('of all namespaces shows those that the caller may list', async () => {
    const all = measured(usage('blue', 'mine'), usage('red', 'theirs'))
    await using limited = startTopic(
      '*',
      () => all,
      (namespace) => namespace === 'blue',
    )
    expect(await limited.steps()).toEqual(['snapshot mine'])
    await using everything = startTopic(
      '*',
      () => all,
      (namespace) => namespace === undefined,
    )
    expect(await everything.steps()).toEqual(['snapshot mine theirs'])
  })

  it('fails for a namespace that the caller may not list, until they may', async () => {
    let allowed = false
    await using topic = startTopic(
      'blue',
      () => measured(usage('blue', 'pod')),
      () => allowed,
    )
    expect(await topic.steps()).toEqual(['failure FORBIDDEN '])
    allowed = true
    await vi.advanceTimersByTimeAsync(30_000)
    expect(await topic.steps()).toEqual(['snapshot pod'])
  })

  it('fails when the right ends', async () => {
    let allowed = true
    await using topic = startTopic(
      'blue',
      () => measured(usage('blue', 'pod')),
      () => allowed,
    )
    await topic.steps()
    allowed = false
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await topic.steps()).toEqual(['failure FORBIDDEN '])
  })
})
