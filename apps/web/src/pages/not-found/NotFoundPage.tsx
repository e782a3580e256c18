import type { ReactNode } from 'react'
import { Link } from 'react-router'

/** An address that leads nowhere. */
export function NotFoundPage(): ReactNode {
  return (
    <section className="app-nowhere">
      <title>Page not found · Catalyst</title>
      <p className="app-nowhere-code" aria-hidden="true">
        404
      </p>
      <h1>There is no such page</h1>
      <p className="catalyst-muted">The address may be mistyped, or the page has moved.</p>
      <Link className="catalyst-button" data-variant="primary" to="/">
        All environments
      </Link>
    </section>
  )
}
