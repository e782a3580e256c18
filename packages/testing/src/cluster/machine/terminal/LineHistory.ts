/** Goes through the lines that were entered before. */
export class LineHistory {
  private readonly lines: readonly string[]
  private index: number
  /** What was typed before it was left for older lines. */
  private current = ''

  constructor(lines: readonly string[]) {
    this.lines = lines
    this.index = lines.length
  }

  older(current: string): string | undefined {
    if (this.index === 0) return undefined
    if (this.index === this.lines.length) this.current = current
    this.index -= 1
    return this.lines[this.index]
  }

  newer(): string | undefined {
    if (this.index === this.lines.length) return undefined
    this.index += 1
    return this.lines[this.index] ?? this.current
  }

  /** The newest line that holds a text, or the newest before a line that was found already. */
  find(text: string, before?: string): string | undefined {
    if (text === '') return undefined
    const end = before === undefined ? this.lines.length : this.lines.lastIndexOf(before)
    return this.lines.slice(0, Math.max(end, 0)).findLast((line) => line.includes(text))
  }
}
