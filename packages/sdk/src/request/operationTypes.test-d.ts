import type { ClusterInfo, Environment, SignedOut } from '@catalyst/api'
import { expectTypeOf } from 'vitest'
import type { Request } from './createRequest.ts'

declare const request: Request

// What a route does not have is not asked for, and its answer is typed by the contract.
expectTypeOf(request('listClusters')).resolves.toEqualTypeOf<{ items: ClusterInfo[] }>()
expectTypeOf(request('logout')).resolves.toEqualTypeOf<SignedOut>()

// The cluster may be left out, the rest of the path may not.
expectTypeOf(request('getEnvironment', { params: { namespace: 'a', name: 'b' } })).resolves.toEqualTypeOf<Environment>()
// @ts-expect-error a name is missing
void request('getEnvironment', { params: { namespace: 'a' } })
// @ts-expect-error the path has parameters
void request('getEnvironment')

// Queries are written as what they mean, and are optional.
void request('listEnvironments', { params: {}, query: { limit: 5, phase: 'running' } })
// @ts-expect-error there is no such phase
void request('listEnvironments', { params: {}, query: { phase: 'sleeping' } })

// @ts-expect-error a body is needed
void request('reviewAccess', { params: {} })
// @ts-expect-error a stream is no JSON
void request('openStream', { query: { topic: [] } })
