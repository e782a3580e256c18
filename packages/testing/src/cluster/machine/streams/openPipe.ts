import { createPipeBuffer } from './createPipeBuffer.ts'
import { createOpenFile, type OpenFile } from './OpenFile.ts'

let pipes = 4000

/** Both ends of a new pipe between processes. */
export function openPipe(): { reader: OpenFile; writer: OpenFile } {
  const buffer = createPipeBuffer()
  const path = `pipe:[${++pipes}]`
  return {
    reader: createOpenFile({ path, read: (max, signal) => buffer.read(max, signal), close: () => buffer.closeRead() }),
    writer: createOpenFile({
      path,
      write: (bytes, signal) => buffer.write(bytes, signal),
      close: () => buffer.closeWrite(),
    }),
  }
}
