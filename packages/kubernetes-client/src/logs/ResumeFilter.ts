import type { LogPosition } from './LogPosition.ts'
import { shiftSeconds } from './logTime.ts'

/** How far lines of one container may be out of order, in seconds. */
const toleranceSeconds = 1
const maxHeldCharacters = 1024 * 1024

interface ResumableLine {
  time: string
  text: string
}

/**
 * Drops from a log that was opened again what was sent before: everything up to the line at the position, in file order.
 * Lines that are newer wait until that line is found. When it can't be any more, because rotation took it, they follow,
 * and `outcome` says `lost`. Nothing older than the position ever passes before it, so nothing is sent twice.
 */
export class ResumeFilter<TLine extends ResumableLine> {
  readonly #position: LogPosition
  readonly #horizon: string
  #outcome: 'searching' | 'found' | 'lost' = 'searching'
  #seen = 0
  #held: TLine[] = []
  #heldCharacters = 0

  constructor(position: LogPosition) {
    this.#position = position
    this.#horizon = shiftSeconds(position.time, toleranceSeconds)
  }

  get outcome() {
    return this.#outcome
  }

  /** Whether newer lines wait for the one at the position. */
  get holds(): boolean {
    return this.#held.length > 0
  }

  /** Takes the next lines of the log and gives those that are new. */
  push(lines: readonly TLine[]): readonly TLine[] {
    if (this.#outcome !== 'searching') return lines
    for (const [index, line] of lines.entries()) {
      if (line.time === this.#position.time) {
        if (++this.#seen < this.#position.ordinal) continue
        this.#outcome = 'found'
        // What stood before it in the file was sent before it.
        this.#held = []
        return lines.slice(index + 1)
      }
      if (line.time < this.#position.time) continue
      this.#held.push(line)
      this.#heldCharacters += 100 + line.text.length
      if (line.time > this.#horizon || this.#heldCharacters >= maxHeldCharacters)
        return [...this.giveUp(), ...lines.slice(index + 1)]
    }
    return []
  }

  /** Says that the line at the position won't come, and gives what was held. */
  giveUp(): readonly TLine[] {
    if (this.#outcome !== 'searching' || this.#held.length === 0) return []
    this.#outcome = 'lost'
    const held = this.#held
    this.#held = []
    return held
  }
}
