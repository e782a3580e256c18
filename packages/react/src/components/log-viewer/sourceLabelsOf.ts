import type { LogSource } from './LogSource.ts'
import type { LogSourceLabels } from './LogLook.ts'

/** What lines have to say of where they come from, by who writes. */
export function sourceLabelsOf(sources: readonly Pick<LogSource, 'pod' | 'container'>[]): LogSourceLabels {
  const [first] = sources
  if (sources.some(({ pod }) => pod !== first?.pod)) return 'pods'
  return sources.length > 1 ? 'containers' : 'one'
}
