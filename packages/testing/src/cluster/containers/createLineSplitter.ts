const newline = 0x0a
/** Longer lines are kept in parts: containerd's `max_container_log_line_size`. */
const longestPart = 16 * 1024

export interface LineSplitter {
  /** The lines that are complete now, with their newlines, and parts of one that is too long for one piece. */
  push(bytes: Uint8Array): Uint8Array[]
  /** What is left of a line when nothing more comes. */
  rest(): Uint8Array[]
}

export function createLineSplitter(): LineSplitter {
  let pending: Uint8Array[] = []
  let pendingBytes = 0

  /** @param end of the piece that completes what is pending */
  function take(piece: Uint8Array): Uint8Array {
    // Copied: the writer may use its buffer again, and a small piece must not hold a large one.
    const whole = Buffer.concat([...pending, piece])
    pending = []
    pendingBytes = 0
    return whole
  }

  return {
    push(bytes) {
      const complete: Uint8Array[] = []
      let at = 0
      while (at < bytes.length) {
        const found = bytes.indexOf(newline, at)
        const contentEnd = found < 0 ? bytes.length : found
        const room = longestPart - pendingBytes
        if (contentEnd - at > room) {
          complete.push(take(bytes.subarray(at, at + room)))
          at += room
        } else if (found >= 0) {
          complete.push(take(bytes.subarray(at, found + 1)))
          at = found + 1
        } else {
          pending.push(Uint8Array.from(bytes.subarray(at)))
          pendingBytes += bytes.length - at
          at = bytes.length
        }
      }
      return complete
    },
    rest: () => (pendingBytes === 0 ? [] : [take(new Uint8Array())]),
  }
}
