import type { ExecResult } from '@catalyst/api'
import type { ExecSession } from '@catalyst/sdk'
import { expectTypeOf, test } from 'vitest'
import type { ConnectTerminal, TerminalSessionStatus } from './TerminalSession.ts'
import { useExec } from './useExec.ts'
import { useTerminal } from './useTerminal.ts'

const target = { namespace: 'acme', pod: 'web-0' }

test('a command gives a result, and takes a list of words', () => {
  const exec = useExec(target)
  expectTypeOf(exec.data).toEqualTypeOf<ExecResult | undefined>()
  expectTypeOf(exec.error).toEqualTypeOf<Error | null>()
  exec.mutate({ command: ['id'] as const })
  // @ts-expect-error A line of shell is `['sh', '-c', line]`.
  exec.mutate({ command: 'id' })
  // @ts-expect-error A container is part of the target.
  exec.mutate({ command: ['id'], container: 'app' })
  // @ts-expect-error A pod has a namespace.
  useExec({ pod: 'web-0' })
})

test('a terminal has to take its output, and each state brings what belongs to it', () => {
  // @ts-expect-error Without `onOutput` the output would be lost.
  useTerminal(target, {})
  const { status, write, acknowledge } = useTerminal(target, { onOutput: (bytes) => acknowledge(bytes.length) })
  expectTypeOf(status).toEqualTypeOf<TerminalSessionStatus>()
  if (status.state === 'ended') expectTypeOf(status.exit.exitCode).toEqualTypeOf<number | undefined>()
  if (status.state === 'reconnecting') expectTypeOf(status.retryAt).toEqualTypeOf<Date | undefined>()
  // @ts-expect-error Only an end has an exit.
  if (status.state === 'open') void status.exit
  write(Uint8Array.of(3))
  // @ts-expect-error Input is text or bytes.
  write(3)
})

test('whatever opens an ExecSession can be shown in a terminal', () => {
  expectTypeOf<ReturnType<ConnectTerminal>>().toEqualTypeOf<ExecSession>()
})
