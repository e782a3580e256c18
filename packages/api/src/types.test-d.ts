import { expectTypeOf } from 'vitest'
import type {
  Environment,
  EnvironmentInput,
  EnvironmentTemplate,
  Phase,
  PrebuiltValues,
  Project,
  RouteBody,
  RouteParams,
  RouteQuery,
  RouteResponse,
  Routes,
} from './index.ts'

// An Environment that was read has its defaults; one that is written may leave them out.
expectTypeOf<Environment['spec']['type']>().toEqualTypeOf<string>()
expectTypeOf<EnvironmentInput['spec']['type']>().toEqualTypeOf<string | undefined>()
expectTypeOf<NonNullable<Environment['status']>['phase']>().toEqualTypeOf<Phase | undefined>()
expectTypeOf<Project['spec']['templates'][string]>().toEqualTypeOf<EnvironmentTemplate>()
expectTypeOf<PrebuiltValues['port']>().toEqualTypeOf<number>()

// Optional fields take undefined, so that wrappers can pass it through.
export const written: EnvironmentInput = {
  apiVersion: 'catalyst.catalyst.dev/v1alpha1',
  kind: 'Environment',
  metadata: { name: 'pr-1', namespace: undefined },
  spec: { projectRef: { name: 'shop' }, devCommand: undefined },
}

// @ts-expect-error There is no such version of the resource.
export const wrongVersion: EnvironmentInput['apiVersion'] = 'catalyst.catalyst.dev/v1'

// @ts-expect-error The spec is closed: a misspelt field is an error.
export const misspelt: EnvironmentInput['spec'] = { projectRef: { name: 'shop' }, devcommand: 'x' }

// What a route takes and answers comes from its contract.
expectTypeOf<RouteParams<Routes['getEnvironment']>>().toEqualTypeOf<{
  cluster: string
  namespace: string
  name: string
}>()
expectTypeOf<RouteQuery<Routes['getPodLog']>['tailLines']>().toEqualTypeOf<number | undefined>()
expectTypeOf<RouteQuery<Routes['openStream']>['topic']>().toEqualTypeOf<string[]>()
expectTypeOf<RouteResponse<Routes['getEnvironment']>>().toEqualTypeOf<Environment>()
expectTypeOf<RouteResponse<Routes['getPodLog']>>().toEqualTypeOf<undefined>()
expectTypeOf<RouteBody<Routes['execInPod']>['command']>().toEqualTypeOf<string[]>()
expectTypeOf<RouteBody<Routes['listPods']>>().toEqualTypeOf<undefined>()
