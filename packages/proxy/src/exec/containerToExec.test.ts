import type { Pod } from '@catalyst/api'
import { describe, expect, it } from 'vitest'
import { containerToExec } from './containerToExec.ts'

const running = { running: {} }
const status = (name: string, state: object = running) => ({ name, ready: true, restartCount: 0, state })

function pod(changes: { annotations?: Record<string, string>; states?: Record<string, object> } = {}): Pod {
  const state = (name: string) => status(name, changes.states?.[name] ?? running)
  return {
    metadata: { name: 'web-1', annotations: changes.annotations },
    spec: {
      containers: [{ name: 'app' }, { name: 'proxy' }],
      initContainers: [{ name: 'migrate' }],
      ephemeralContainers: [{ name: 'debug' }],
    },
    status: {
      phase: 'Running',
      containerStatuses: [state('app'), state('proxy')],
      initContainerStatuses: [state('migrate')],
      ephemeralContainerStatuses: [state('debug')],
    },
  } as Pod
}

describe('the container for a command', () => {
  it.each([
    ['the first one by default', pod(), undefined, 'app'],
    [
      'the annotated one by default',
      pod({ annotations: { 'kubectl.kubernetes.io/default-container': 'proxy' } }),
      undefined,
      'proxy',
    ],
    [
      'the first one when the annotation names none',
      pod({ annotations: { 'kubectl.kubernetes.io/default-container': 'gone' } }),
      undefined,
      'app',
    ],
    ['the named one', pod(), 'proxy', 'proxy'],
    ['an init container', pod(), 'migrate', 'migrate'],
    ['an ephemeral container', pod(), 'debug', 'debug'],
  ])('is %s', (...[, of, wanted, expected]) => {
    expect(containerToExec(of, wanted)).toBe(expected)
  })

  it('is refused, with those that there are, when the pod has none of that name', () => {
    expect(() => containerToExec(pod(), 'api')).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND', message: expect.stringContaining('app, proxy, migrate, debug') }),
    )
  })

  it.each([
    ['waits', { waiting: { reason: 'CrashLoopBackOff' } }, 'CrashLoopBackOff'],
    ['has ended', { terminated: { exitCode: 137, reason: 'OOMKilled' } }, 'exit code 137 (OOMKilled)'],
    ['has no state yet', {}, 'not started'],
  ])('is refused with the reason while it %s', (_, state, words) => {
    expect(() => containerToExec(pod({ states: { app: state } }))).toThrow(
      expect.objectContaining({ code: 'CONFLICT', message: expect.stringContaining(words) }),
    )
  })

  it('is refused in a pod without any status', () => {
    expect(() => containerToExec({ metadata: { name: 'new' }, spec: { containers: [{ name: 'app' }] } })).toThrow(
      'not running',
    )
  })
})
