import type { Environment } from '@marcbachmann/cel-js'

interface AstNode {
  op: string
  args: [AstNode, string]
}

interface Evaluator {
  run(node: AstNode, context: unknown): unknown
}

interface Checker {
  check(node: AstNode, context: unknown): unknown
  getType(name: string): unknown
  createError(code: string, message: string, node: AstNode): Error
}

interface Macro {
  args: [AstNode]
}

/**
 * CEL's `has`, which the library has for names alone: Kubernetes' rules also ask `has(self.map[key].field)`. An
 * environment can not replace a macro, so that texts are rewritten to this one.
 */
export function registerHasField(environment: Environment): void {
  environment.registerFunction('hasField(ast): bool', ({ args }: Macro) => ({
    args,
    async: false,
    typeCheck(checker: Checker, { args: [node] }: Macro, context: unknown) {
      if (node.op !== '.') {
        throw checker.createError('invalid_macro_argument', 'invalid argument to has() macro', node)
      }
      checker.check(node.args[0], context)
      return checker.getType('bool')
    },
    evaluate(evaluator: Evaluator, { args: [node] }: Macro, context: unknown) {
      const object = evaluator.run(node.args[0], context)
      if (object instanceof Map) return object.has(node.args[1])
      return typeof object === 'object' && object !== null && Object.hasOwn(object, node.args[1])
    },
  }))
}

const stringOrHas = /[rRbB]*("""[^]*?"""|'''[^]*?'''|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(?<![\w.])has(?=\s*\()/g

/** The text with `has` as the environment knows it. */
export function rewriteHas(expression: string): string {
  return expression.replaceAll(stringOrHas, (match) => (match === 'has' ? 'hasField' : match))
}
