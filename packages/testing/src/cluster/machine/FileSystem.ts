/** The files of a container, in memory. Paths are absolute. Refusals are `FileError`s with a code as on Linux: `ENOENT`. */
export interface FileSystem {
  exists(path: string): boolean
  /** Of what a link leads to, unless that is not to be followed. */
  stat(path: string, options?: { follow?: boolean | undefined }): FileStat
  read(path: string): Uint8Array
  /** Makes the file, not its folder. */
  write(path: string, content: Uint8Array | string, options?: { append?: boolean; mode?: number }): void
  list(path: string): string[]
  makeDirectory(path: string, options?: { recursive?: boolean }): void
  link(target: string, path: string): void
  move(from: string, to: string): void
  remove(path: string, options?: { recursive?: boolean }): void
}

export interface FileStat {
  type: 'file' | 'directory' | 'link' | 'device'
  size: number
  mode: number
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  modified: number
}
