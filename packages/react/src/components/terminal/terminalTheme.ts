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
  const probe = document.createElement('span')
  probe.hidden = true
  element.append(probe)
  try {
    const theme: ITheme = {}
    for (const [name, variable] of Object.entries(variables) as [keyof typeof variables, string][]) {
      probe.style.color = ''
      probe.style.color = `var(${variable}, transparent)`
      const { color } = getComputedStyle(probe)
      // Without the kit's stylesheet there is nothing to read, and xterm's own colours stay.
      if (color !== 'rgba(0, 0, 0, 0)') theme[name] = color
    }
    return theme
  } finally {
    probe.remove()
  }
}

/**
 * Tells when light turns dark at an element or the other way round, whatever did it: the system, a class, an attribute somewhere
 * above. A colour that follows the scheme begins a transition when the scheme changes.
 * @returns the call that ends it.
 */
export function watchColorScheme(element: HTMLElement, onChange: () => void): () => void {
  const probe = document.createElement('span')
  probe.className = 'catalyst-scheme-probe'
  probe.setAttribute('aria-hidden', 'true')
  probe.addEventListener('transitionrun', onChange)
  element.append(probe)
  return () => probe.remove()
}
