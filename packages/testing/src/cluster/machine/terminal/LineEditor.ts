import type { Key } from './createKeyDecoder.ts'
import { displayWidth } from './displayWidth.ts'
import type { ReadLineResult } from './readLine.ts'
import { LineHistory } from './LineHistory.ts'

/** What may stand in the place of the last word before the cursor. */
export interface Completion {
  /** How many characters before the cursor it would replace. */
  length: number
  candidates: readonly { text: string; label: string }[]
}

interface EditorOptions {
  prompt: string
  history: readonly string[]
  complete: (before: string) => Completion
  show: (text: string) => void
  columns: () => number
}

const segmenter = new Intl.Segmenter()
const split = (text: string) => [...segmenter.segment(text)].map(({ segment }) => segment)
const widthOf = (text: string) => split(text).reduce((sum, cluster) => sum + Math.min(displayWidth(cluster), 2), 0)

/** A line that is edited: what keys do to it, and how it is drawn. */
export class LineEditor {
  private readonly options: EditorOptions
  private readonly history: LineHistory
  private clusters: string[] = []
  private cursor = 0
  /** The row of the terminal's cursor, counted from the one where the prompt begins. */
  private row = 0
  private isDrawn = false
  private killed = ''
  private search: { text: string; found: string } | undefined
  private lastKey = ''

  constructor(options: EditorOptions) {
    this.options = options
    this.history = new LineHistory(options.history)
  }

  private get text(): string {
    return this.clusters.join('')
  }

  /** Something is to be done with the line when this answers. */
  press(key: Key): ReadLineResult | undefined {
    const name = 'name' in key ? key.name : ''
    const result = this.search === undefined ? this.edit(key, name) : this.pressInSearch(key, name)
    this.lastKey = name
    return result
  }

  private edit(key: Key, name: string): ReadLineResult | undefined {
    if ('text' in key) return this.insert(key.text)
    switch (name) {
      case 'enter':
        return this.finish({ type: 'line', text: this.text })
      case 'ctrl-c':
        this.finish({ type: 'interrupt' }, '^C')
        return { type: 'interrupt' }
      case 'ctrl-d':
        if (this.clusters.length === 0) return this.finish({ type: 'end' })
        return this.replace(this.cursor, this.cursor + 1)
      case 'backspace':
      case 'ctrl-h':
        return this.replace(this.cursor - 1, this.cursor)
      case 'delete':
        return this.replace(this.cursor, this.cursor + 1)
      case 'ctrl-u':
        return this.kill(0, this.cursor)
      case 'ctrl-k':
        return this.kill(this.cursor, this.clusters.length)
      case 'ctrl-w':
        return this.kill(this.wordStart(/\S/), this.cursor)
      case 'alt-backspace':
        return this.kill(this.wordStart(/\w/), this.cursor)
      case 'alt-d':
        return this.kill(this.cursor, this.wordEnd())
      case 'ctrl-y':
        return this.insert(this.killed)
      case 'ctrl-l':
        this.options.show('\x1b[H\x1b[2J')
        this.row = 0
        return this.draw()
      case 'ctrl-r':
        this.search = { text: '', found: '' }
        return this.draw()
      case 'tab':
        return this.complete()
      case 'up':
      case 'ctrl-p':
        return this.recall(this.history.older(this.text))
      case 'down':
      case 'ctrl-n':
        return this.recall(this.history.newer())
      default:
        return this.move(name)
    }
  }

  private move(name: string): undefined {
    const { length } = this.clusters
    const targets: Readonly<Record<string, number>> = {
      left: this.cursor - 1,
      'ctrl-b': this.cursor - 1,
      right: this.cursor + 1,
      'ctrl-f': this.cursor + 1,
      home: 0,
      'ctrl-a': 0,
      end: length,
      'ctrl-e': length,
      'ctrl-left': this.wordStart(/\w/),
      'alt-b': this.wordStart(/\w/),
      'ctrl-right': this.wordEnd(),
      'alt-f': this.wordEnd(),
    }
    const target = targets[name]
    if (target === undefined || target < 0 || target > length) return this.options.show('\x07') as undefined
    this.cursor = target
    return this.draw()
  }

  private insert(text: string): undefined {
    const added = split(this.clusters.slice(0, this.cursor).join('') + text)
    const rest = this.clusters.slice(this.cursor)
    this.clusters = [...added, ...rest]
    this.cursor = added.length
    const width = widthOf(this.options.prompt.replace(escapes, '')) + widthOf(this.text)
    // By far the most frequent case needs no more than the character itself.
    if (rest.length === 0 && width % this.options.columns() > widthOf(text)) return this.options.show(text) as undefined
    return this.draw()
  }

  private replace(from: number, to: number): undefined {
    if (from < 0 || from >= this.clusters.length) return this.options.show('\x07') as undefined
    this.clusters.splice(from, to - from)
    this.cursor = from
    return this.draw()
  }

  private kill(from: number, to: number): undefined {
    if (from >= to) return undefined
    this.killed = this.clusters.slice(from, to).join('')
    return this.replace(from, to)
  }

  private wordStart(word: RegExp): number {
    let place = this.cursor
    while (place > 0 && !word.test(this.clusters[place - 1] ?? '')) place -= 1
    while (place > 0 && word.test(this.clusters[place - 1] ?? '')) place -= 1
    return place
  }

  private wordEnd(): number {
    let place = this.cursor
    while (place < this.clusters.length && !/\w/.test(this.clusters[place] ?? '')) place += 1
    while (place < this.clusters.length && /\w/.test(this.clusters[place] ?? '')) place += 1
    return place
  }

  private recall(text: string | undefined): undefined {
    if (text === undefined) return this.options.show('\x07') as undefined
    this.setText(text)
    return this.draw()
  }

  private setText(text: string): void {
    this.clusters = split(text)
    this.cursor = this.clusters.length
  }

  private complete(): undefined {
    const before = this.clusters.slice(0, this.cursor).join('')
    const { length, candidates } = this.options.complete(before)
    const [first] = candidates
    if (first === undefined) return this.options.show('\x07') as undefined
    const shared = candidates.reduce((prefix, { text }) => commonPrefix(prefix, text), first.text)
    const typed = before.slice(before.length - length)
    if (shared.length > typed.length || candidates.length === 1) {
      const kept = split(before.slice(0, before.length - length) + shared)
      this.clusters = [...kept, ...this.clusters.slice(this.cursor)]
      this.cursor = kept.length
      return this.draw()
    }
    if (this.lastKey !== 'tab') return this.options.show('\x07') as undefined
    this.moveToEnd()
    this.options.show(
      `\n${inColumns(
        candidates.map(({ label }) => label),
        this.options.columns(),
      )}`,
    )
    this.row = 0
    this.isDrawn = false
    return this.draw()
  }

  private pressInSearch(key: Key, name: string): ReadLineResult | undefined {
    const search = this.search ?? { text: '', found: '' }
    if ('text' in key || name === 'backspace') {
      const text = 'text' in key ? search.text + key.text : search.text.slice(0, -1)
      this.search = { text, found: this.history.find(text) ?? search.found }
      return this.draw()
    }
    if (name === 'ctrl-r') {
      this.search = { ...search, found: this.history.find(search.text, search.found) ?? search.found }
      return this.draw()
    }
    this.search = undefined
    if (name !== 'ctrl-c' && name !== 'ctrl-g') this.setText(search.found)
    if (name === 'ctrl-g') return this.draw()
    this.draw()
    return this.edit(key, name)
  }

  private finish(result: ReadLineResult, mark = ''): ReadLineResult {
    this.moveToEnd()
    this.options.show(`${mark}\n`)
    return result
  }

  private moveToEnd(): void {
    if (this.cursor === this.clusters.length) return
    this.cursor = this.clusters.length
    this.draw()
  }

  /** Draws the prompt and the line from the row where the prompt began, and puts the cursor where it belongs. */
  draw(): undefined {
    const columns = this.options.columns()
    const prompt = this.search === undefined ? this.options.prompt : `(reverse-i-search)\`${this.search.text}': `
    const text = this.search === undefined ? this.text : this.search.found
    const promptWidth = widthOf(prompt.replace(escapes, '').split('\n').at(-1) ?? '')
    const end = place(promptWidth, text, columns)
    const cursor = place(
      promptWidth,
      this.search === undefined ? this.clusters.slice(0, this.cursor).join('') : text,
      columns,
    )
    let output = `${up(this.row)}${this.isDrawn ? '\r\x1b[J' : ''}${prompt}${text}`
    this.isDrawn = true
    // At the right margin a terminal waits with the next row until something comes.
    if (end.column === 0 && end.row > 0) output += '\n'
    if (cursor.row !== end.row || cursor.column !== end.column) {
      output += `${up(end.row - cursor.row)}\r${cursor.column > 0 ? `\x1b[${cursor.column}C` : ''}`
    }
    this.row = cursor.row
    this.options.show(output)
    return undefined
  }
}

// ANSI escapes are what this is about.
// eslint-disable-next-line no-control-regex
const escapes = /\x1b\[[0-9;]*[A-Za-z]/g

const up = (rows: number) => (rows > 0 ? `\x1b[${rows}A` : '')

/** Where a text ends that begins in this column of row 0. A wide character never stands in two rows. */
function place(start: number, text: string, columns: number): { row: number; column: number } {
  let row = Math.floor(start / columns)
  let column = start % columns
  for (const cluster of split(text)) {
    const width = Math.min(displayWidth(cluster), 2)
    if (column + width > columns) {
      row += 1
      column = 0
    }
    column += width
    if (column === columns) {
      row += 1
      column = 0
    }
  }
  return { row, column }
}

function commonPrefix(one: string, other: string): string {
  let length = 0
  while (length < one.length && one[length] === other[length]) length += 1
  return one.slice(0, length)
}

export function inColumns(labels: readonly string[], columns: number): string {
  const width = Math.max(...labels.map(widthOf)) + 2
  const perRow = Math.max(1, Math.floor(columns / width))
  const rows = Math.ceil(labels.length / perRow)
  return (
    Array.from({ length: rows }, (_, row) =>
      labels
        .filter((_label, index) => index % rows === row)
        .map((label) => label + ' '.repeat(width - widthOf(label)))
        .join('')
        .trimEnd(),
    ).join('\n') + '\n'
  )
}
