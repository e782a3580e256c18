import { useEffect, type ReactNode } from 'react'
import { useStored } from './useStored.ts'

const themes = { system: 'System', light: 'Light', dark: 'Dark' } as const

/** Light, dark, or what the system says. */
export function ThemeChoice(): ReactNode {
  const [theme, setTheme] = useStored('theme', 'system')
  useEffect(() => {
    const { dataset } = document.documentElement
    if (theme === 'light' || theme === 'dark') dataset['theme'] = theme
    else delete dataset['theme']
  }, [theme])
  return (
    <label className="app-theme">
      <span className="catalyst-hidden">Theme</span>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6" />
        <path d="M8 2a6 6 0 0 1 0 12Z" />
      </svg>
      <select value={theme} title="Theme" onChange={({ target }) => setTheme(target.value)}>
        {Object.entries(themes).map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}
