import type { DeploymentOrder } from '@catalyst/operator/deployment'
import type { ManifestObject } from '../objects/ManifestObject.ts'
import { podTemplatePath } from '../objects/podTemplate.ts'
import { changedAt, entriesOf, fieldsOf, isRecord } from '../objects/values.ts'

export type Variables = Pick<DeploymentOrder, 'envVars' | 'envFrom'>

/** The object with the environment's variables in every container; they win over those of the same name in the manifest. */
export function withVariables(object: ManifestObject, { envVars = {}, envFrom = [] }: Variables): ManifestObject {
  const path = podTemplatePath(object.kind)
  if (path === undefined || (Object.keys(envVars).length === 0 && envFrom.length === 0)) return object
  return changedAt(object, [...path, 'spec'], (spec) => ({
    ...spec,
    ...Object.fromEntries(
      ['initContainers', 'containers']
        .filter((field) => Array.isArray(spec[field]))
        .map((field) => [field, entriesOf(spec[field]).map(withIn)]),
    ),
  }))

  function withIn(container: unknown): unknown {
    if (!isRecord(container)) return container
    const kept = entriesOf(container['env']).filter((entry) => !Object.hasOwn(envVars, String(fieldsOf(entry)['name'])))
    const own = Object.entries(envVars).map(([name, value]) => ({ name, value }))
    return {
      ...container,
      ...(kept.length + own.length > 0 && { env: [...kept, ...own] }),
      ...(envFrom.length > 0 && { envFrom: [...entriesOf(container['envFrom']), ...envFrom] }),
    }
  }
}
