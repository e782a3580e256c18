import { useState } from 'react'

/** A choice that this browser remembers; where it may not, it holds until the page is closed. */
export function useStored(name: string, otherwise: string): [string, (value: string) => void] {
  const key = `catalyst.${name}`
  const [value, setValue] = useState(() => read(key) ?? otherwise)
  const change = (next: string) => {
    setValue(next)
    try {
      window.localStorage.setItem(key, next)
    } catch {
      // Storage is off or full: the choice is forgotten with the page.
    }
  }
  return [value, change]
}

function read(key: string): string | undefined {
  try {
    return window.localStorage.getItem(key) ?? undefined
  } catch {
    return undefined
  }
}
