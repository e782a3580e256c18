import { createLineQueue } from '@catalyst/proxy'
import type { Out } from '../Surroundings.ts'

export interface Output extends AsyncDisposable {
  /** Writes text that ends in a newline, in order and without waiting. */
  write(text: string): void
}

/** How long the last lines may take. */
const closeMs = 500

/**
 * What goes to the standard output besides audit records. Node keeps whatever a pipe does not take, without bound; here lines
 * are dropped then, and a line says how many. A terminal is written to at once, so that what a person reads is never late.
 */
export function createOutput(out: Out): Output {
  if (out.isTTY === true) {
    return { write: (text) => void out.write(text), [Symbol.asyncDispose]: () => Promise.resolve() }
  }
  const lines = createLineQueue({ to: out, lostLine })
  return {
    write: (text) => void lines.push(text),
    async [Symbol.asyncDispose]() {
      await lines.close({ timeoutMs: closeMs })
    },
  }
}

function lostLine(lost: number, since: Date): string {
  const record = { level: 40, time: Date.now(), lost, since: since.toISOString(), msg: 'log lines were dropped' }
  return `${JSON.stringify(record)}\n`
}
