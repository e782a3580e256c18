import { useRef, type ReactNode } from 'react'
import { Link, Outlet, useLocation } from 'react-router'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Account } from '../sign-in/Account.tsx'
import { SignInContext } from '../sign-in/SignInContext.ts'
import { SignInEnded } from '../sign-in/SignInEnded.tsx'
import { SignInPage } from '../sign-in/SignInPage.tsx'
import { useSignIn } from '../sign-in/useSignIn.ts'
import { KeyboardHelp } from './KeyboardHelp.tsx'
import { Mark } from './Mark.tsx'
import { NavLinks } from './NavLinks.tsx'
import { ThemeChoice } from './ThemeChoice.tsx'
import { useFreshPage } from './useFreshPage.ts'

/** What is around every page. */
export function Shell(): ReactNode {
  const { pathname } = useLocation()
  const content = useRef<HTMLElement>(null)
  const { state, session } = useSignIn()
  useFreshPage(content)
  return (
    <SignInContext value={state}>
      <div className="app catalyst">
        <a className="app-skip" href="#content">
          Skip to content
        </a>
        <header className="app-header">
          <Link className="app-brand" to="/" aria-label="Catalyst, all environments">
            <Mark />
            <span className="app-brand-name">Catalyst</span>
          </Link>
          {state !== 'signed-out' && <NavLinks />}
          <div className="app-header-tools">
            <KeyboardHelp />
            <ThemeChoice />
            {session !== undefined && state === 'signed-in' && <Account session={session} />}
          </div>
        </header>
        <main ref={content} id="content" className="app-main" tabIndex={-1}>
          {/* A page that broke does not break the next one. */}
          <ErrorBoundary key={pathname}>{state === 'signed-out' ? <SignInPage /> : <Outlet />}</ErrorBoundary>
          {state === 'ended' && <SignInEnded />}
        </main>
      </div>
    </SignInContext>
  )
}
