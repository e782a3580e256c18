import { pod } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { sinceText } from './sinceText.ts'
import { terminalMessages } from './terminalMessages.ts'

const app = { container: 'app', restarts: 0 }
const killed = { terminated: { exitCode: 137, reason: 'OOMKilled' } }

test.each([
  ['a pod that is gone', 'gone', 'The pod was deleted.'],
  ['a pod on its way out', pod({ deletedAt: '2026-01-01T00:00:00Z' }), 'The pod is being deleted.'],
  ['a pod that ended', pod({ phase: 'Succeeded' }), 'The pod has ended.'],
  [
    'a container that ended',
    pod({ containers: [{ name: 'app', state: 'terminated', exitCode: 1, reason: 'Error' }] }),
    'The container ended with exit code 1 (Error).',
  ],
  [
    'a container that waits for its next start',
    pod({ containers: [{ name: 'app', state: 'waiting', reason: 'CrashLoopBackOff', lastState: killed }] }),
    'The container ended with exit code 137 (OOMKilled).',
  ],
  [
    'a container that was restarted',
    pod({ containers: [{ name: 'app', restarts: 1 }] }),
    'The container was restarted and runs again.',
  ],
  ['a container that runs as before', pod(), undefined],
  ['a pod of which nothing is known', undefined, undefined],
] as const)('%s', (_name, now, text) => {
  expect(sinceText(now, app, terminalMessages)).toBe(text)
})
