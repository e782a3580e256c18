import type { Program } from '../Process.ts'

export const serverPath = '/usr/local/bin/server'

/** What a container runs that names no command: says that it listens, and waits. The sites of its image answer. */
export const serverProgram: Program = async ({ stdout, signal, machine }) => {
  await stdout.write(new TextEncoder().encode(`listening as ${machine.hostname}\n`))
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  await stdout.write(new TextEncoder().encode(`got ${String(signal.reason)}, closing\n`))
  return 0
}
