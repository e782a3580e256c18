import { useCatalystClient } from '@catalyst/react'
import type { ReactNode } from 'react'
import { Mark } from '../layout/Mark.tsx'
import { herePath } from './herePath.ts'
import { NoSignInPage } from './NoSignInPage.tsx'

/** Said by the server that takes tokens alone. */
const isWithoutSignIn = document.querySelector<HTMLMetaElement>('meta[name="catalyst-sign-in"]')?.content === 'none'

/** What a person sees whom the proxy does not know. Nothing happens by itself, so that nobody is sent in circles. */
export function SignInPage(): ReactNode {
  const client = useCatalystClient()
  if (isWithoutSignIn) return <NoSignInPage />
  return (
    <section className="app-sign-in">
      <title>Sign in · Catalyst</title>
      <Mark />
      <h1>Sign in to Catalyst</h1>
      <p className="catalyst-muted">
        You see environments, logs and shells with your own rights in the cluster. After signing in you come back to
        this page.
      </p>
      <a className="catalyst-button" data-variant="primary" href={client.signInUrl(herePath())}>
        Sign in
      </a>
    </section>
  )
}
