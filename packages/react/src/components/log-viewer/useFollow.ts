import { useCallback, useRef, useState, type RefObject } from 'react'
import { useIsomorphicLayoutEffect } from '../../internals/useLatest.ts'

interface Position {
  top: number
  height: number
  view: number
}

function hasGoneUp({ scrollTop, scrollHeight, clientHeight }: HTMLElement, before: Position): boolean {
  return scrollTop < before.top - 1 && scrollHeight >= before.height && clientHeight === before.view
}

/** Pixels from the end within which the reader counts as being there. */
const nearEnd = 8

export interface Follow {
  isFollowing: boolean
  /** Goes to the end and stays there. */
  follow: () => void
  /** Stays where the reader is. */
  stop: () => void
  onScroll: () => void
}

export interface FollowOptions {
  /** Changes whenever the content grows or is measured anew. */
  growth: unknown
  /** Holds the view still although it follows, as while text is selected. */
  isHeld: boolean
}

/**
 * Keeps a scroller at its end until the reader scrolls up, and again once they come back to the end.
 * A scroll position that shrinks while the content does not can only be the reader's doing.
 */
export function useFollow(scroller: RefObject<HTMLElement | null>, { growth, isHeld }: FollowOptions): Follow {
  const [isFollowing, setIsFollowing] = useState(true)
  const last = useRef<Position>({ top: 0, height: 0, view: 0 })

  const remember = (element: HTMLElement) => {
    last.current = { top: element.scrollTop, height: element.scrollHeight, view: element.clientHeight }
  }

  useIsomorphicLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    // The reader may have scrolled up in this very frame, before the event that tells of it.
    if (isFollowing && !isHeld && !hasGoneUp(element, last.current)) element.scrollTo({ top: element.scrollHeight })
    remember(element)
  }, [scroller, growth, isFollowing, isHeld])

  const onScroll = useCallback(() => {
    const element = scroller.current
    if (element === null) return
    const wentUp = hasGoneUp(element, last.current)
    remember(element)
    if (element.scrollHeight - element.scrollTop - element.clientHeight <= nearEnd) setIsFollowing(true)
    else if (wentUp) setIsFollowing(false)
  }, [scroller])

  return {
    isFollowing,
    follow: useCallback(() => setIsFollowing(true), []),
    stop: useCallback(() => setIsFollowing(false), []),
    onScroll,
  }
}
