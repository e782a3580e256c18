import type { ReactNode } from 'react'

export function UsagePage(): ReactNode {
  return <h1>Usage</h1>
}
