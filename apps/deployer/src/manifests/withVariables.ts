import type { DeploymentOrder } from '@catalyst/operator/deployment'
import type { ManifestObject } from '../objects/ManifestObject.ts'
import { podTemplatePath } from '../objects/podTemplate.ts'
import { changedAt, entriesOf, fieldsOf, isRecord } from '../objects/values.ts'

export type Variables = Pick<DeploymentOrder, 'envVars' | 'envFrom'>

/**
 * The object with the environment's variables in every container; they win over those of the same name in the manifest, and take
 * their place: `$(NAME)` knows only what stands before it. New ones come first, so that everything may refer to them.
 * https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
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
    const given = entriesOf(container['env'])
    const names = new Set(given.map(nameIn))
    const added = Object.entries(envVars).flatMap(([name, value]) => (names.has(name) ? [] : [{ name, value }]))
    const kept = given.map((entry) => {
      const name = nameIn(entry)
      return Object.hasOwn(envVars, name) ? { name, value: envVars[name] } : entry
    })
    const env = [...added, ...kept]
    return {
      ...container,
      ...(env.length > 0 && { env }),
      ...(envFrom.length > 0 && { envFrom: [...entriesOf(container['envFrom']), ...envFrom] }),
    }
  }
}

function nameIn(entry: unknown): string {
  return String(fieldsOf(entry)['name'])
}
