import { useCatalystClient } from '@catalyst/react'
import type { ReactNode } from 'react'
import { useHref } from 'react-router'

/** Offers to sign in again beside the page, in a tab of its own: what is shown and typed here stays. */
export function SignInEnded(): ReactNode {
  const client = useCatalystClient()
  const back = useHref('/signed-in')
  return (
    <div className="app-hint" role="alert" data-tone="danger">
      <span>
        <strong>Your sign-in has ended.</strong> What you see stays here and is no longer brought up to date. Sign in
        again in a new tab to go on.
      </span>
      <a
        className="catalyst-button"
        data-variant="primary"
        href={client.signInUrl(back)}
        target="_blank"
        rel="noopener"
      >
        Sign in again
      </a>
    </div>
  )
}
