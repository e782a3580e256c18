import { createContext } from 'react'
import type { SignInState } from './useSignIn.ts'

/** For what lies over the page: nothing below a modal dialog can be reached, so it says itself that a sign-in has ended. */
export const SignInContext = createContext<SignInState>('unknown')
