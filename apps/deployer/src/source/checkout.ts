import type { DeploymentOrder } from '@catalyst/operator/deployment'
import { DeployError } from '../DeployError.ts'

export type Source = NonNullable<DeploymentOrder['source']>

export interface CheckoutOptions {
  /** An empty folder, which becomes the root of the files. */
  folder: string
  /** What is needed of them; the rest is left out where it is too much. @default everything */
  path?: string | undefined
  /** For what Git keeps. */
  scratch: string
  signal: AbortSignal
  log: (line: string) => void
  credentialsFolder?: string | undefined
}

/** Brings the files of one commit. @returns the SHA of the commit. */
export async function checkout(source: Source, _options: CheckoutOptions): Promise<string> {
  throw new DeployError(`${source.name} can not be fetched yet.`, { reason: 'GitUnreachable' })
}
