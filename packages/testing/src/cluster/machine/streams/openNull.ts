import { createOpenFile, type OpenFile } from './OpenFile.ts'

/** `/dev/null`. */
export function openNull(): OpenFile {
  return createOpenFile({
    path: '/dev/null',
    read: async () => undefined,
    write: async () => undefined,
  })
}
