import type { Environment } from '@marcbachmann/cel-js'
import { createCelEnvironment } from './createCelEnvironment.ts'
import { rewriteHas } from './hasField.ts'

/** An expression that is ready to run. */
export interface CelProgram {
  /** @throws Error when it can not be computed, in the words that kube-apiserver uses where that is known */
  run(variables: Readonly<Record<string, unknown>>): unknown
}

let shared: Environment | undefined
const programs = new Map<string, CelProgram>()

/**
 * Makes an expression ready to run, once for each text.
 *
 * @throws Error when it is not CEL
 */
export function compileCel(expression: string): CelProgram {
  let program = programs.get(expression)
  if (program === undefined) {
    shared ??= createCelEnvironment()
    const run = shared.parse(rewriteHas(expression))
    program = {
      run(variables) {
        try {
          return run(variables) as unknown
        } catch (error) {
          throw new Error(celMessage(error), { cause: error })
        }
      },
    }
    programs.set(expression, program)
  }
  return program
}

/** The message alone, without the text of the expression around it. */
function celMessage(error: unknown): string {
  const { summary, message } = error as { summary?: string; message: string }
  const text = summary ?? message
  return text.startsWith('No such key: ') ? `no such key: ${text.slice('No such key: '.length)}` : text
}
