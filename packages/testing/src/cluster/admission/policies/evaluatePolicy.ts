import { compileCel } from '../../cel/compileCel.ts'
import { createCelAuthorizer } from '../../cel/authorizerFunctions.ts'
import { toCelValue } from '../../cel/toCelValue.ts'
import type { AdmissionContext, AdmissionRequest } from '../AdmissionRequest.ts'
import { celRequest } from './celRequest.ts'
import type { NamedExpression, PolicySpec, PolicyValidation } from './ValidatingPolicy.ts'

export interface Denial {
  readonly message: string
  readonly reason: string
}

type Variables = Readonly<Record<string, unknown>>

/** Evaluates a policy for a request that it is about: everything that it has against it. */
export function evaluatePolicy(policy: PolicySpec, request: AdmissionRequest, context: AdmissionContext): Denial[] {
  const variables = variablesOf(request, context)
  const failure = (message: string): Denial[] =>
    policy.failurePolicy === 'Ignore' ? [] : [{ message, reason: 'Invalid' }]
  for (const { name, expression } of policy.matchConditions ?? []) {
    try {
      if (compileCel(expression).run(variables) !== true) return []
    } catch (error) {
      return failure(`failed to evaluate match condition '${name}': ${(error as Error).message}`)
    }
  }
  const all = { ...variables, variables: lazily(policy.variables ?? [], variables) }
  return (policy.validations ?? []).flatMap((validation) => {
    try {
      return compileCel(validation.expression).run(all) === true ? [] : [toDenial(validation, all)]
    } catch (error) {
      return failure(`expression '${validation.expression}' resulted in error: ${(error as Error).message}`)
    }
  })
}

function toDenial(
  { expression, message, messageExpression, reason = 'Invalid' }: PolicyValidation,
  all: Variables,
): Denial {
  return { message: computed(messageExpression, all) ?? message ?? `failed expression: ${expression}`, reason }
}

function computed(expression: string | undefined, variables: Variables): string | undefined {
  if (expression === undefined) return undefined
  try {
    const text = compileCel(expression).run(variables)
    return typeof text === 'string' && text.trim() !== '' && !text.includes('\n') ? text.trim() : undefined
  } catch {
    // As kube-apiserver: then the fixed message has to do.
    return undefined
  }
}

function variablesOf(request: AdmissionRequest, { store, authorizer }: AdmissionContext): Variables {
  const { object, oldObject, namespace, user } = request
  const home = namespace === undefined ? undefined : store.get('namespaces', { name: namespace })
  return {
    object: object === undefined ? null : toCelValue(object),
    oldObject: oldObject === undefined ? null : toCelValue(oldObject),
    request: celRequest(request),
    namespaceObject: home === undefined ? null : toCelValue(home),
    params: null,
    authorizer: createCelAuthorizer(authorizer, user),
  }
}

/** Variables that are computed when they are asked for, each once; later ones may ask for earlier ones. */
function lazily(expressions: readonly NamedExpression[], variables: Variables): object {
  const composed: Record<string, unknown> = {}
  for (const { name, expression } of expressions) {
    let result: { value: unknown } | undefined
    Object.defineProperty(composed, name, {
      enumerable: true,
      get() {
        try {
          result ??= { value: compileCel(expression).run({ ...variables, variables: composed }) }
        } catch (error) {
          const why = (error as Error).message
          throw new Error(`composited variable "${name}" fails to evaluate: ${why}`, { cause: error })
        }
        return result.value
      },
    })
  }
  return composed
}
