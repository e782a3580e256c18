import { useEffect, type ReactNode } from 'react'
import { Link } from 'react-router'
import { announceSession } from './sessionChannel.ts'

/** Where the tab ends up in which somebody signed in again: the other one goes on. */
export function SignedInPage(): ReactNode {
  useEffect(() => {
    announceSession()
    // A browser does this only for a tab that a page has opened.
    window.close()
  }, [])
  return (
    <section className="app-sign-in">
      <title>Signed in · Catalyst</title>
      <h1>You are signed in</h1>
      <p className="catalyst-muted">Your other tab goes on where it was. You can close this one.</p>
      <Link className="catalyst-button" to="/">
        All environments
      </Link>
    </section>
  )
}
