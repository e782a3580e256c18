import { UsageError } from '../UsageError.ts'
import type { Fault } from './Fault.ts'

/** A configuration that can't be used, with everything that is wrong with it. */
export class ConfigurationError extends UsageError {
  override readonly name = 'ConfigurationError'
  readonly faults: readonly Fault[]

  constructor(faults: readonly Fault[], options?: ErrorOptions) {
    const lines = faults.map(({ key, message }) => `  ${key}: ${message}`)
    super(
      `The configuration can't be used.\n\n${lines.join('\n')}\n\nEvery key is explained in docs/configuration.md.`,
      options,
    )
    this.faults = faults
  }
}
