import { openPipe } from '../streams/openPipe.ts'
import { concatBytes, toText } from '../streams/text.ts'
import { forkShell, waitForTask } from './forkShell.ts'
import { copyDescriptors } from './redirect.ts'
import { runLast } from './runCommand.ts'
import type { Shell } from './Shell.ts'
import type { List } from './syntax.ts'

/** What commands write, without the line feeds at its end. */
export async function substituteCommand(shell: Shell, body: List): Promise<string> {
  const { reader, writer } = openPipe()
  const descriptors = copyDescriptors(shell.task.descriptors)
  descriptors.get(1)?.release()
  descriptors.set(1, writer)
  const child = forkShell(shell, (copy) => runLast(copy, body), { descriptors })
  const chunks: Uint8Array[] = []
  try {
    for (;;) {
      const bytes = await reader.read(Infinity, shell.signal)
      if (bytes === undefined) break
      chunks.push(bytes)
    }
  } finally {
    reader.release()
  }
  shell.substitutionStatus = await waitForTask(shell, child)
  return toText(concatBytes(chunks)).replaceAll('\0', '').replace(/\n+$/, '')
}
