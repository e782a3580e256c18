import { useState } from 'react'

/** A value that is the host's once it listens for changes, and the component's own until then. */
export function useControlled<T>(
  given: T,
  onChange: ((value: T) => void) | undefined,
): readonly [T, (value: T) => void] {
  const [own, setOwn] = useState(given)
  return onChange === undefined ? [own, setOwn] : [given, onChange]
}
