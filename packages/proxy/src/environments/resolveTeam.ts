import { labels, type Environment } from '@catalyst/api'
import { labelsOfNamespace } from '../namespaces/labelsOfNamespace.ts'
import type { Caller } from '../objects/Caller.ts'
import { teamOf } from './selectEnvironments.ts'

/** The team of an environment: what it says itself, else the label of the namespace that it is in. */
export async function resolveTeam(
  { kubeConfig }: Pick<Caller, 'kubeConfig'>,
  environment: Environment,
): Promise<string | undefined> {
  const named = teamOf(environment)
  const { namespace } = environment.metadata
  if (named !== undefined || namespace === undefined) return named
  return (await labelsOfNamespace(kubeConfig, namespace))?.[labels.team]
}
