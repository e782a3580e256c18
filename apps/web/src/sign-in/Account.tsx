import type { Session } from '@catalyst/api'
import { useCatalystClient } from '@catalyst/react'
import { isCatalystError } from '@catalyst/sdk'
import { useState, type ReactNode } from 'react'
import { useHref } from 'react-router'
import { announceSession } from './sessionChannel.ts'

/** Who is signed in, and the way out. Nothing where nobody has to sign in. */
export function Account({ session }: { session: Session }): ReactNode {
  const client = useCatalystClient()
  const home = useHref('/')
  const [state, setState] = useState<'ready' | 'leaving' | 'failed'>('ready')
  if (session.credential === 'none') return null

  async function leave(): Promise<void> {
    setState('leaving')
    try {
      const { endSessionUrl } = await client.signOut()
      announceSession()
      window.location.assign(endSessionUrl ?? home)
    } catch (error) {
      if (!isCatalystError(error)) setState('failed')
      else window.location.assign(home)
    }
  }

  const teams = session.teams.length === 0 ? 'No team' : session.teams.join(', ')
  return (
    <div className="app-account">
      <span className="app-account-name" title={`${session.subject} · ${teams}`}>
        <span className="catalyst-hidden">Signed in as </span>
        {session.subject}
      </span>
      {session.credential === 'cookie' && (
        <button
          type="button"
          className="catalyst-button"
          data-variant="plain"
          disabled={state === 'leaving'}
          onClick={() => void leave()}
        >
          {state === 'failed' ? 'Not signed out: try again' : 'Sign out'}
        </button>
      )}
    </div>
  )
}
