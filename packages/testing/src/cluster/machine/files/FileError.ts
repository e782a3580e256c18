const texts = {
  EACCES: 'Permission denied',
  EBUSY: 'Device or resource busy',
  EEXIST: 'File exists',
  EINVAL: 'Invalid argument',
  EISDIR: 'Is a directory',
  ELOOP: 'Too many levels of symbolic links',
  ENOENT: 'No such file or directory',
  ENOSPC: 'No space left on device',
  ENOTDIR: 'Not a directory',
  ENOTEMPTY: 'Directory not empty',
  EPERM: 'Operation not permitted',
  EROFS: 'Read-only file system',
} as const

export type FileErrorCode = keyof typeof texts

/** A refusal of a machine's file system, with the code and the words of Linux. */
export class FileError extends Error {
  override readonly name = 'FileError'
  readonly code: FileErrorCode
  readonly path: string
  /** The words alone, for messages that put the path elsewhere. */
  readonly reason: string

  constructor(code: FileErrorCode, path: string) {
    super(`${path}: ${texts[code]}`)
    this.code = code
    this.path = path
    this.reason = texts[code]
  }
}
