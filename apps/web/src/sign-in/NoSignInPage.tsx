import type { ReactNode } from 'react'
import { Mark } from '../layout/Mark.tsx'
import { basePath } from '../routing/basePath.ts'

/** What a person sees on a server that takes tokens alone: there is nothing to press, so it says how one gets in. */
export function NoSignInPage(): ReactNode {
  const api = `${window.location.origin}${basePath}/api/v1`
  return (
    <section className="app-sign-in" data-width="wide">
      <title>Not signed in · Catalyst</title>
      <Mark />
      <h1>Browsers can’t sign in here</h1>
      <p className="catalyst-muted">
        This server knows its callers by bearer tokens from a file, which programs send and browsers do not.
      </p>
      <h2>With a token, from a program</h2>
      <pre className="app-code" tabIndex={0} aria-label="An example">
        <code>{`curl --header "Authorization: Bearer $TOKEN" \\\n  ${api}/clusters/-/environments`}</code>
      </pre>
      <p className="catalyst-muted">Whoever runs this server hands tokens out.</p>
      <h2>For people, with a browser</h2>
      <p className="catalyst-muted">
        Whoever runs this server can connect it to an OpenID provider: its setting <code>identity: oidc</code>. Then
        this page has a button that leads there.
      </p>
    </section>
  )
}
