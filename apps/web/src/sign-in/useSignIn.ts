import type { Session } from '@catalyst/api'
import { queryKeys, useCatalystClient, useSession } from '@catalyst/react'
import { isUnauthorized } from '@catalyst/sdk'
import { hashKey, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { onSessionChange } from './sessionChannel.ts'

/**
 * - `unknown`: not asked yet, or the proxy does not answer.
 * - `signed-in`: it knows the caller.
 * - `signed-out`: it knows nobody, and never did on this page.
 * - `ended`: it knew somebody on this page, and no longer does.
 */
export type SignInState = 'unknown' | 'signed-in' | 'signed-out' | 'ended'

export interface SignIn {
  state: SignInState
  session: Session | undefined
}

/** Whether somebody is signed in. Learns of it from its own questions, from other answers, and from other tabs. */
export function useSignIn(): SignIn {
  const { data, error } = useSession()
  const state = stateOf(data, error)
  useQuestions(state)
  useReturn(state, data)
  return { state, session: data }
}

function stateOf(session: Session | undefined, error: Error | null): SignInState {
  if (session === undefined) return isUnauthorized(error) ? 'signed-out' : 'unknown'
  if (isUnauthorized(error)) return 'ended'
  // Without an answer, what was known holds for as long as it was said to.
  const hasEnded = session.expiresAt !== undefined && Date.parse(session.expiresAt) <= Date.now()
  return error !== null && hasEnded ? 'ended' : 'signed-in'
}

/** Asks again when an answer or another tab says that the sign-in may have changed. */
function useQuestions(state: SignInState): void {
  const queryClient = useQueryClient()
  useEffect(() => {
    const ask = () => void queryClient.invalidateQueries({ queryKey: sessionKey })
    const closeChannel = onSessionChange(ask)
    const isOut = state === 'ended' || state === 'signed-out'
    const unsubscribe = queryClient.getQueryCache().subscribe((event) => {
      if (
        isOut ||
        event.type !== 'updated' ||
        event.action.type !== 'error' ||
        isSession(event.query.queryKey as readonly unknown[])
      )
        return
      if (isUnauthorized(event.action.error)) ask()
    })
    if (isOut) window.addEventListener('focus', ask)
    return () => {
      closeChannel()
      unsubscribe()
      window.removeEventListener('focus', ask)
    }
  }, [queryClient, state])
}

/** Takes everything up again where it was once somebody is back; as somebody else, begins anew. */
function useReturn(state: SignInState, session: Session | undefined): void {
  const queryClient = useQueryClient()
  const client = useCatalystClient()
  const before = useRef({ state, subject: session?.subject })
  useEffect(() => {
    const { state: stateBefore, subject } = before.current
    before.current = { state, subject: session?.subject ?? subject }
    if (state !== 'signed-in') return
    if (subject !== undefined && subject !== session?.subject) return window.location.reload()
    if (stateBefore !== 'ended') return
    client.connection.retry()
    void queryClient.invalidateQueries({ predicate: ({ queryKey }) => !isSession(queryKey) })
  }, [state, session, queryClient, client])
}

const sessionKey = queryKeys.session()

function isSession(queryKey: readonly unknown[]): boolean {
  return hashKey(queryKey) === hashKey(sessionKey)
}
