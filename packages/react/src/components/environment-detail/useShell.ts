import type { Pod } from '@catalyst/api'
import { useState } from 'react'
import { nextShell, type Shell, type ShellChoice } from './nextShell.ts'

/** `nextShell`, which remembers what it decided before. */
export function useShell(pods: readonly Pod[], choice: ShellChoice): Shell | undefined {
  const [shell, setShell] = useState<Shell>()
  const next = nextShell(pods, choice, shell)
  if (next?.pod.metadata.uid !== shell?.pod.metadata.uid || next?.container !== shell?.container) setShell(next)
  return next
}
