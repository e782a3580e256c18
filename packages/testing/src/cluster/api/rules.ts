import type { FieldError } from '../objects/FieldError.ts'
import type { KubernetesObject, ManagedFieldsEntry, ObjectInput } from '../objects/KubernetesObject.ts'
import { mergePatch } from '../objects/mergePatch.ts'
import type { ResourceType } from '../objects/ResourceType.ts'
import type { Schema } from '../objects/Schema.ts'
import type { UserInfo } from '../objects/UserInfo.ts'

export const builtInSchema = (_group: string, _version: string, _kind: string): Schema => ({
  type: 'object',
  'x-kubernetes-preserve-unknown-fields': true,
})
export const applyDefaults = (_schema: Schema, value: unknown): unknown => value
export const pruneUnknown = (_schema: Schema, value: unknown): { value: unknown; unknownPaths: string[] } => ({
  value,
  unknownPaths: [],
})
export const validate = (_schema: Schema, _value: unknown, _options?: { oldValue?: unknown }): FieldError[] => []
export const validateBuiltIn = (_type: ResourceType, _object: unknown, _old?: unknown): FieldError[] => []
export const validateDefinition = (_crd: ObjectInput): FieldError[] => []
export const trackUpdate = (options: {
  before?: KubernetesObject | undefined
  after: KubernetesObject
  manager: string
  apiVersion: string
  schema: Schema
  time: string
  subresource?: string | undefined
}): ManagedFieldsEntry[] => options.before?.metadata.managedFields ?? []
export const applyPatch = (options: {
  current?: KubernetesObject | undefined
  applied: ObjectInput
  manager: string
  force: boolean
  schema: Schema
  apiVersion: string
  time: string
  subresource?: string | undefined
}): { object: ObjectInput; managedFields: ManagedFieldsEntry[] } => ({
  object: mergePatch(options.current ?? {}, options.applied) as ObjectInput,
  managedFields: [],
})

export interface AdmissionRequest {
  operation: 'CREATE' | 'UPDATE' | 'DELETE'
  type: ResourceType
  subresource?: string | undefined
  namespace?: string | undefined
  name?: string | undefined
  object?: ObjectInput | undefined
  oldObject?: KubernetesObject | undefined
  user: UserInfo
  dryRun: boolean
}
export const admit = (request: AdmissionRequest, _context: unknown): ObjectInput | undefined => request.object

export interface AuthorizationAttributes {
  user: UserInfo
  verb: string
  group: string
  version?: string | undefined
  resource: string
  subresource?: string | undefined
  namespace?: string | undefined
  name?: string | undefined
  path?: string | undefined
}
export interface Authorizer {
  authorize(attributes: AuthorizationAttributes): { allowed: boolean; reason?: string | undefined }
}
export const createAuthorizer = (_read: { list(resource: string): KubernetesObject[] }): Authorizer => ({
  authorize: ({ user }) => ({ allowed: user.groups.includes('system:masters') }),
})
export function toResourceTypes(crd: KubernetesObject): ResourceType[] {
  const spec = crd['spec'] as {
    group: string
    scope: string
    names: {
      plural: string
      singular?: string
      kind: string
      listKind?: string
      shortNames?: string[]
      categories?: string[]
    }
    versions: {
      name: string
      served: boolean
      schema: { openAPIV3Schema: Schema }
      subresources?: { status?: object; scale?: never }
      selectableFields?: { jsonPath: string }[]
      additionalPrinterColumns?: { name: string; type: 'string'; jsonPath: string }[]
    }[]
  }
  const { names } = spec
  return spec.versions.flatMap((version) =>
    version.served
      ? [
          {
            group: spec.group,
            version: version.name,
            plural: names.plural,
            singular: names.singular ?? names.kind.toLowerCase(),
            kind: names.kind,
            listKind: names.listKind ?? `${names.kind}List`,
            namespaced: spec.scope === 'Namespaced',
            shortNames: names.shortNames ?? [],
            categories: names.categories ?? [],
            verbs: ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'] as const,
            hasStatus: version.subresources?.status !== undefined,
            schema: version.schema.openAPIV3Schema,
            columns: (version.additionalPrinterColumns ?? []).map((each) => ({ ...each, value: each.jsonPath })),
            selectableFields: (version.selectableFields ?? []).map(({ jsonPath }) => jsonPath.slice(1)),
            isCustom: true,
          },
        ]
      : [],
  )
}
