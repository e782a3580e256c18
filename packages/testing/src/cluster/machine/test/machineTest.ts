import { createClock } from '../../clock/createClock.ts'
import type { ClusterClock } from '../../clock/Clock.ts'
import { createMachine, type MachineOptions } from '../createMachine.ts'
import type { Machine } from '../Machine.ts'
import type { ByteSink } from '../ByteStream.ts'
import { createPipe } from '../createPipe.ts'

export interface ScriptResult {
  stdout: string
  stderr: string
  code: number
}

export interface TestMachine extends Disposable {
  readonly machine: Machine
  readonly clock: ClusterClock
  /** Runs a script with `sh -c` to its end. */
  run(
    script: string,
    options?: { stdin?: string | undefined; args?: readonly string[] | undefined },
  ): Promise<ScriptResult>
}

/** A machine whose first process does nothing, so that scripts are not process 1. */
export function createTestMachine(options: Partial<MachineOptions> = {}): TestMachine {
  const clock = createClock()
  const machine = createMachine({ image: { name: 'test' }, hostname: 'test-0', clock, ...options })
  const ignored: ByteSink = { write: async () => undefined, end: () => undefined }
  machine.spawn(['sleep', 'inf'], { stdout: ignored, stderr: ignored })
  return {
    machine,
    clock,
    async run(script, { stdin = '', args = [] } = {}) {
      const [out, err] = [collect(), collect()]
      const process = machine.spawn(['sh', '-c', script, 'sh', ...args], {
        stdout: out.sink,
        stderr: err.sink,
        stdin: textSource(stdin),
      })
      const code = await process.exit
      return { stdout: out.text(), stderr: err.text(), code }
    },
    [Symbol.dispose]: () => machine[Symbol.dispose](),
  }
}

/** A place to write to that remembers everything. */
export function collect() {
  const chunks: Uint8Array[] = []
  const sink: ByteSink = { write: async (bytes) => void chunks.push(bytes.slice()), end: () => undefined }
  return { sink, bytes: () => Buffer.concat(chunks), text: () => Buffer.concat(chunks).toString() }
}

function textSource(text: string) {
  const { source, sink } = createPipe()
  void sink.write(new TextEncoder().encode(text)).catch(() => undefined)
  sink.end()
  return source
}
