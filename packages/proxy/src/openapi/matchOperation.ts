import { routes, type OperationId, type RouteContract, type RouteMethod } from '@catalyst/api'

/** Where every route of the contract begins. */
export const apiBase = '/api/v1'

/** The operation that a request is for, with what its path names. */
export interface MatchedOperation {
  id: OperationId
  contract: RouteContract
  params: Readonly<Record<string, string>>
}

interface Pattern {
  id: OperationId
  contract: RouteContract
  pattern: RegExp
}

/** By the number of their steps, so that few are tried for a path. */
const patterns = Map.groupBy(
  Object.entries<RouteContract>(routes).map(([id, contract]) => ({
    id: id as OperationId,
    contract,
    pattern: new RegExp(`^${apiBase}${contract.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
  })),
  ({ contract }) => stepsOf(apiBase + contract.path),
)

/** Every operation whose path this is, whatever its method. */
export function operationsAt(path: string): MatchedOperation[] {
  return (patterns.get(stepsOf(path)) ?? []).flatMap((candidate) => matchPattern(candidate, path) ?? [])
}

/** The operation at a path with a method; HEAD is served as GET. */
export function matchOperation(method: string, path: string): MatchedOperation | undefined {
  const wanted = method === 'HEAD' ? 'get' : method.toLowerCase()
  for (const candidate of patterns.get(stepsOf(path)) ?? []) {
    const match = candidate.contract.method === wanted ? matchPattern(candidate, path) : undefined
    if (match !== undefined) return match
  }
  return undefined
}

function matchPattern({ id, contract, pattern }: Pattern, path: string): MatchedOperation | undefined {
  const match = pattern.exec(path)
  return match === null ? undefined : { id, contract, params: match.groups ?? {} }
}

function stepsOf(path: string): number {
  let steps = 0
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) steps++
  return steps
}

const alias = /^\/api\/ws\/exec\/(?<namespace>[^/]+)\/(?<pod>[^/]+)$/

/** The operation behind the short path of the interactive exec. */
export function matchAlias(method: string, path: string): MatchedOperation | undefined {
  const params = method === 'GET' ? alias.exec(path)?.groups : undefined
  return params === undefined
    ? undefined
    : { id: 'openExec', contract: routes.openExec, params: { cluster: '-', ...params } }
}

/** The value of an Allow header: the methods that a path knows. */
export function allowedMethods(operations: readonly MatchedOperation[]): string {
  const methods = new Set<RouteMethod>(operations.map(({ contract }) => contract.method))
  return [...methods].flatMap((method) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()])).join(', ')
}
