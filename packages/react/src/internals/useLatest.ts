import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'

/** A ref that always holds the newest value, for callbacks that outlive a render. */
export function useLatest<T>(value: T): Readonly<RefObject<T>> {
  const ref = useRef(value)
  useIsomorphicLayoutEffect(() => {
    ref.current = value
  }, [value])
  return ref
}

/** A layout effect that a server skips without React's warning. */
export const useIsomorphicLayoutEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect
