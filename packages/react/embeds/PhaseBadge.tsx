import { PhaseBadge } from '@catalyst/react'

export function Phase() {
  return <PhaseBadge phase="Ready" />
}
