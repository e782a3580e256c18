import anser from 'anser'
import { keepStyles } from './escapes.ts'

/** A run of text in one style. */
export interface AnsiSpan {
  text: string
  /** Class names for the 16 colours and the styles. */
  className: string
  /** Colours that no class can name: the 256-colour palette and true colour, as `rgb(…)`. */
  color?: string | undefined
  background?: string | undefined
}

const escape = '\x1b'

/** Splits a log line into runs of one style. Nothing of it is ever HTML. */
export function parseAnsi(text: string): AnsiSpan[] {
  const kept = keepStyles(text)
  if (!kept.includes(escape)) return kept === '' ? [] : [{ text: kept, className: '' }]
  return anser.ansiToJson(kept, { json: true, remove_empty: true, use_classes: true }).map(toSpan)
}

type Chunk = ReturnType<typeof anser.ansiToJson>[number]

function toSpan({ content, fg, bg, fg_truecolor, bg_truecolor, decorations }: Chunk): AnsiSpan {
  const text = readColor(fg, fg_truecolor)
  const ground = readColor(bg, bg_truecolor)
  const names = [
    text?.name === undefined ? '' : `catalyst-ansi-${text.name}`,
    ground?.name === undefined ? '' : `catalyst-ansi-on-${ground.name}`,
    // anser has swapped the colours of reversed text; text that blinks distracts from what it says.
    ...decorations.filter((one) => one !== 'reverse' && one !== 'blink').map((one) => `catalyst-ansi-${one}`),
  ].filter((name) => name !== '')
  return {
    text: content,
    className: names.join(' '),
    ...(text?.rgb === undefined ? {} : { color: text.rgb }),
    ...(ground?.rgb === undefined ? {} : { background: ground.rgb }),
  }
}

interface Color {
  name?: string
  rgb?: string
}

/** anser names the 16 colours `ansi-red`, `ansi-bright-red`; the others are `ansi-palette-n` or true colour. */
function readColor(name: string | null | undefined, trueColor: string | null | undefined): Color | undefined {
  if (!name) return undefined
  if (name === 'ansi-truecolor') return trueColor ? { rgb: `rgb(${trueColor})` } : undefined
  const palette = /^ansi-palette-(\d+)$/.exec(name)?.[1]
  return palette === undefined ? { name: name.replace(/^ansi-/, '') } : { rgb: paletteColor(Number(palette)) }
}

/** The 6×6×6 cube and the greys of the 256-colour palette, as xterm defines them. */
function paletteColor(index: number): string {
  if (index >= 232)
    return `rgb(${Array(3)
      .fill(8 + (index - 232) * 10)
      .join(', ')})`
  const levels = [0, 95, 135, 175, 215, 255]
  const cube = index - 16
  const [red, green, blue] = [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6]
  return `rgb(${[red, green, blue].map((level) => levels[level]).join(', ')})`
}
