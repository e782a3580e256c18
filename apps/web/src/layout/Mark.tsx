import type { ReactNode } from 'react'

/** The sign of the product. */
export function Mark(): ReactNode {
  return (
    <svg className="app-mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <path d="M22 11.5a7.5 7.5 0 1 0 0 9" />
      <circle cx="22.5" cy="16" r="2.6" />
    </svg>
  )
}
