import { problem } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { exitText } from './exitText.ts'
import { terminalMessages } from './terminalMessages.ts'

test.each([
  [{ exitCode: 0 }, 'The shell ended with exit code 0.'],
  [
    { exitCode: 137, reason: 'NonZeroExitCode' },
    'The shell ended with exit code 137. That is: it was killed, as when the container is stopped or runs out of memory.',
  ],
  [
    { reason: 'Expired', message: 'x' },
    'The shell is no longer kept: it was away for more than a minute, or the server was restarted.',
  ],
  [{ reason: 'Replaced', message: 'x' }, 'The shell was taken over by another tab or window.'],
  [{ reason: 'Blocked', message: 'x' }, 'No WebSocket gets through to the server.'],
  [{ reason: 'Unauthorized', message: 'Sign in again.' }, 'You are signed out. Sign in again.'],
  [{ reason: 'CommandNotFound', message: 'No sh, no bash.' }, 'The container has no shell. No sh, no bash.'],
  [{ reason: 'ShuttingDown', message: 'The server is shutting down.' }, 'The server is shutting down.'],
  [{ reason: 'ConnectionLost', message: 'x' }, 'The connection was lost and did not come back.'],
  [{ reason: 'PodGone', message: 'web-1 was deleted.' }, 'The pod or its container is gone. web-1 was deleted.'],
  [{ reason: 'InternalError', message: 'no shell in this image' }, 'no shell in this image'],
  [{}, 'The session was ended.'],
  [
    { reason: 'Refused', problem: problem('FORBIDDEN', { detail: 'Observers may not exec.' }) },
    'You may not open a shell here. Observers may not exec.',
  ],
  [
    { reason: 'Refused', problem: problem('NOT_FOUND', { detail: 'Pod "web-1" is not there.' }) },
    'The pod or its container is gone. Pod "web-1" is not there.',
  ],
])('%o is said as "%s"', (exit, text) => {
  expect(exitText(exit, terminalMessages)).toBe(text)
})
