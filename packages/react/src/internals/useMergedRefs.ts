import { useCallback, type Ref, type RefCallback } from 'react'

/** One ref that fills two: the component's own and the one it was given. */
export function useMergedRefs<TElement>(own: Ref<TElement>, given: Ref<TElement> | undefined): RefCallback<TElement> {
  return useCallback(
    (element: TElement | null) => {
      fill(own, element)
      fill(given, element)
    },
    [own, given],
  )
}

function fill<TElement>(ref: Ref<TElement> | undefined, element: TElement | null): void {
  if (typeof ref === 'function') ref(element)
  else if (ref !== null && ref !== undefined) (ref as { current: TElement | null }).current = element
}
