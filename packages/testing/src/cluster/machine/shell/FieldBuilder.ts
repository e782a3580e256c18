/** A word while it is expanded. */
export interface Field {
  text: string
  /** As a pattern for file names: what was quoted has backslashes where it could mean something. */
  pattern: string
}

const special = /[*?[\]\\!^-]/g

function escapeGlob(text: string): string {
  return text.replace(special, '\\$&')
}

/** Collects the fields that a word becomes. */
export class FieldBuilder {
  readonly fields: Field[] = []
  private current: Field | undefined
  private readonly ifs: string
  /** Whether what variables hold is split at all. */
  private readonly splits: boolean

  constructor(options: { ifs: string; splits: boolean }) {
    this.ifs = options.ifs
    this.splits = options.splits
  }

  /** Text that stays together. */
  add(text: string, { quoted }: { quoted: boolean }): void {
    const field = this.field()
    field.text += text
    field.pattern += quoted ? escapeGlob(text) : text
  }

  /** Text of a variable that is not quoted: blanks in it separate fields. */
  addSplit(text: string): void {
    if (!this.splits || this.ifs === '') {
      if (text !== '') this.addPlain(text)
      return
    }
    let piece = ''
    let hasPiece = false
    for (let index = 0; index < text.length; index++) {
      const char = text[index] ?? ''
      if (!this.ifs.includes(char)) {
        piece += char
        hasPiece = true
        continue
      }
      if (hasPiece) this.addPlain(piece)
      piece = ''
      hasPiece = false
      if (' \t\n'.includes(char)) {
        this.breakField()
      } else {
        // Every other separator ends a field, an empty one too.
        if (this.current === undefined && !this.endedByBlank(text, index)) this.field()
        this.breakField()
      }
    }
    if (hasPiece) this.addPlain(piece)
  }

  /** `a :b` has two fields: blanks beside a separator belong to it. */
  private endedByBlank(text: string, index: number): boolean {
    let before = index - 1
    while (before >= 0 && ' \t\n'.includes(text[before] ?? '') && this.ifs.includes(text[before] ?? '')) before -= 1
    if (before === index - 1) return false
    return before >= 0 && !this.ifs.includes(text[before] ?? '')
  }

  private addPlain(text: string): void {
    const field = this.field()
    field.text += text
    field.pattern += text.replaceAll('\\', '\\\\')
  }

  breakField(): void {
    if (this.current !== undefined) this.fields.push(this.current)
    this.current = undefined
  }

  private field(): Field {
    this.current ??= { text: '', pattern: '' }
    return this.current
  }

  finish(): Field[] {
    this.breakField()
    return this.fields
  }
}
