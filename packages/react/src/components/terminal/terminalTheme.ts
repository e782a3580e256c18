import type { ITheme } from '@xterm/xterm'

const variables = {
  background: '--catalyst-color-screen',
  foreground: '--catalyst-color-screen-text',
  cursor: '--catalyst-color-accent',
  cursorAccent: '--catalyst-color-screen',
  selectionBackground: '--catalyst-color-selection',
  black: '--catalyst-ansi-black',
  red: '--catalyst-ansi-red',
  green: '--catalyst-ansi-green',
  yellow: '--catalyst-ansi-yellow',
  blue: '--catalyst-ansi-blue',
  magenta: '--catalyst-ansi-magenta',
  cyan: '--catalyst-ansi-cyan',
  white: '--catalyst-ansi-white',
  brightBlack: '--catalyst-ansi-bright-black',
  brightRed: '--catalyst-ansi-bright-red',
  brightGreen: '--catalyst-ansi-bright-green',
  brightYellow: '--catalyst-ansi-bright-yellow',
  brightBlue: '--catalyst-ansi-bright-blue',
  brightMagenta: '--catalyst-ansi-bright-magenta',
  brightCyan: '--catalyst-ansi-bright-cyan',
  brightWhite: '--catalyst-ansi-bright-white',
} as const satisfies Partial<Record<keyof ITheme, string>>

/** The colours that hold at an element, as xterm wants them: `rgb(…)`, not variables. */
export function readTheme(element: HTMLElement): ITheme {
  const theme: ITheme = {}
  withProbe(element, (colorOf) => {
    for (const [name, variable] of Object.entries(variables) as [keyof typeof variables, string][]) {
      const color = colorOf(variable)
      // Without the kit's stylesheet there is nothing to read, and xterm's own colours stay.
      if (color !== undefined) theme[name] = color
    }
  })
  return theme
}

/** A variable's colour at an element as `#rrggbb`, without its transparency; `undefined` where there is none. */
export function readHexColor(element: HTMLElement, variable: string): string | undefined {
  let color: string | undefined
  withProbe(element, (colorOf) => (color = colorOf(variable)))
  const channels = color?.match(/\d+(\.\d+)?/g)?.slice(0, 3)
  return channels?.length === 3
    ? `#${channels.map((channel) => Math.round(Number(channel)).toString(16).padStart(2, '0')).join('')}`
    : undefined
}

function withProbe(element: HTMLElement, read: (colorOf: (variable: string) => string | undefined) => void): void {
  const probe = document.createElement('span')
  probe.hidden = true
  element.append(probe)
  try {
    read((variable) => {
      probe.style.color = ''
      probe.style.color = `var(${variable}, transparent)`
      const { color } = getComputedStyle(probe)
      return color === 'rgba(0, 0, 0, 0)' ? undefined : color
    })
  } finally {
    probe.remove()
  }
}

/**
 * Tells when the colours of an element change, whatever did it: the system, a class or an attribute somewhere above, a stylesheet. A
 * colour that follows the scheme, or one of the kit's variables, begins a transition when it changes.
 * @returns the call that ends it.
 */
export function watchColors(element: HTMLElement, onChange: () => void): () => void {
  const probe = document.createElement('span')
  probe.className = 'catalyst-color-probe'
  probe.setAttribute('aria-hidden', 'true')
  probe.addEventListener('transitionrun', onChange)
  element.append(probe)
  return () => probe.remove()
}
