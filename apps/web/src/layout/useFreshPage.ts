import { useEffect, useRef, type RefObject } from 'react'
import { NavigationType, useLocation, useNavigationType } from 'react-router'

/**
 * Begins each page at its top, for the eye and for screen readers, as a browser does that loads one. Back and forward are left to
 * the browser, which knows where one was.
 */
export function useFreshPage(content: RefObject<HTMLElement | null>): void {
  const { pathname } = useLocation()
  const type = useNavigationType()
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    content.current?.focus({ preventScroll: true })
    if (type === NavigationType.Push) window.scrollTo(0, 0)
  }, [content, pathname, type])
}
