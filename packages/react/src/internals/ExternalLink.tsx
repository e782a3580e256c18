import type { ReactNode } from 'react'
import { ExternalIcon } from './icons.tsx'
import { safeUrl } from './safeUrl.ts'

export interface ExternalLinkProps {
  /** Where it leads. Anything but an http address, and `undefined`, makes plain text of it. */
  href: string | undefined
  title?: string | undefined
  className?: string | undefined
  children: ReactNode
}

/** A link out of the app, in a new tab. Renders an `<a>`, or a `<span>` where there is nowhere safe to lead. */
export function ExternalLink({ href, title, className, children }: ExternalLinkProps): ReactNode {
  const url = safeUrl(href)
  if (url === undefined) {
    return (
      <span className={className} title={title}>
        {children}
      </span>
    )
  }
  return (
    <a
      className={className ?? 'catalyst-external'}
      href={url.href}
      title={title}
      target="_blank"
      rel="noopener noreferrer"
    >
      {children}
      <ExternalIcon />
    </a>
  )
}
