import type { Environment } from '@marcbachmann/cel-js'
import type { AuthorizationAttributes, Authorizer, Decision } from '../authorization/Authorizer.ts'
import type { UserInfo } from '../objects/UserInfo.ts'

type Check = (attributes: Omit<AuthorizationAttributes, 'user'>) => Decision

/** The variable `authorizer` of a policy: asks for the rights of whoever makes the request. */
class CelAuthorizer {
  readonly check: Check

  constructor(check: Check) {
    this.check = check
  }
}

/** A question about the paths of no resource. */
class PathCheck extends CelAuthorizer {
  readonly path: string

  constructor(check: Check, path: string) {
    super(check)
    this.path = path
  }
}

class GroupCheck extends CelAuthorizer {
  readonly group: string

  constructor(check: Check, group: string) {
    super(check)
    this.group = group
  }
}

type Resource = Omit<AuthorizationAttributes, 'user' | 'verb'>

class ResourceCheck extends CelAuthorizer {
  readonly resource: Resource

  constructor(check: Check, resource: Resource) {
    super(check)
    this.resource = resource
  }

  with(part: Partial<Resource>): ResourceCheck {
    return new ResourceCheck(this.check, { ...this.resource, ...part })
  }
}

class CelDecision {
  readonly decision: Decision

  constructor(decision: Decision) {
    this.decision = decision
  }
}

export function createCelAuthorizer(authorizer: Authorizer, user: UserInfo): object {
  return new CelAuthorizer((attributes) => authorizer.authorize({ user, ...attributes }))
}

const kinds = {
  authorizer: 'kubernetes.authorization.Authorizer',
  path: 'kubernetes.authorization.PathCheck',
  group: 'kubernetes.authorization.GroupCheck',
  resource: 'kubernetes.authorization.ResourceCheck',
  decision: 'kubernetes.authorization.Decision',
}

/** https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-authorizer-library */
export function registerAuthorizerFunctions(environment: Environment): void {
  environment
    .registerType(kinds.authorizer, { ctor: CelAuthorizer, fields: {} })
    .registerType(kinds.path, { ctor: PathCheck, fields: {} })
    .registerType(kinds.group, { ctor: GroupCheck, fields: {} })
    .registerType(kinds.resource, { ctor: ResourceCheck, fields: {} })
    .registerType(kinds.decision, { ctor: CelDecision, fields: {} })
    .registerFunction(`${kinds.authorizer}.path(string): ${kinds.path}`, (one: CelAuthorizer, path: string) => {
      return new PathCheck(one.check, path)
    })
    .registerFunction(`${kinds.authorizer}.group(string): ${kinds.group}`, (one: CelAuthorizer, group: string) => {
      return new GroupCheck(one.check, group)
    })
    .registerFunction(`${kinds.path}.check(string): ${kinds.decision}`, ({ check, path }: PathCheck, verb: string) => {
      return new CelDecision(check({ verb, path, group: '', resource: '' }))
    })
    .registerFunction(`${kinds.group}.resource(string): ${kinds.resource}`, (one: GroupCheck, resource: string) => {
      return new ResourceCheck(one.check, { group: one.group, resource })
    })
    .registerFunction(`${kinds.resource}.check(string): ${kinds.decision}`, (one: ResourceCheck, verb: string) => {
      return new CelDecision(one.check({ ...one.resource, verb }))
    })
    .registerFunction(`${kinds.decision}.allowed(): bool`, ({ decision }: CelDecision) => decision.allowed)
    .registerFunction(`${kinds.decision}.reason(): string`, ({ decision }: CelDecision) => decision.reason ?? '')
    .registerFunction(`${kinds.decision}.errored(): bool`, () => false)
    .registerFunction(`${kinds.decision}.error(): string`, () => '')
  for (const part of ['subresource', 'namespace', 'name'] as const) {
    const signature = `${kinds.resource}.${part}(string): ${kinds.resource}`
    environment.registerFunction(signature, (one: ResourceCheck, value: string) => one.with({ [part]: value }))
  }
}
