/** The syntax tree of `awk`. */

export type AwkExpression =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'pattern'; readonly pattern: RegExp }
  | { readonly type: 'variable'; readonly name: string }
  | { readonly type: 'field'; readonly index: AwkExpression }
  | { readonly type: 'element'; readonly name: string; readonly keys: readonly AwkExpression[] }
  | {
      readonly type: 'assign'
      readonly target: AwkExpression
      readonly operator: string
      readonly value: AwkExpression
    }
  | { readonly type: 'step'; readonly target: AwkExpression; readonly by: 1 | -1; readonly isPrefix: boolean }
  | { readonly type: 'unary'; readonly operator: string; readonly operand: AwkExpression }
  | { readonly type: 'binary'; readonly operator: string; readonly left: AwkExpression; readonly right: AwkExpression }
  | {
      readonly type: 'choice'
      readonly condition: AwkExpression
      readonly yes: AwkExpression
      readonly no: AwkExpression
    }
  | { readonly type: 'in'; readonly keys: readonly AwkExpression[]; readonly name: string }
  | { readonly type: 'call'; readonly name: string; readonly args: readonly AwkExpression[] }

export type AwkStatement =
  | { readonly type: 'expression'; readonly expression: AwkExpression }
  | {
      readonly type: 'print'
      readonly args: readonly AwkExpression[]
      readonly formatted: boolean
      readonly target?: { append: boolean; path: AwkExpression } | undefined
    }
  | { readonly type: 'block'; readonly body: readonly AwkStatement[] }
  | {
      readonly type: 'if'
      readonly condition: AwkExpression
      readonly yes: AwkStatement
      readonly no?: AwkStatement | undefined
    }
  | {
      readonly type: 'loop'
      readonly before?: AwkStatement | undefined
      readonly condition?: AwkExpression | undefined
      readonly after?: AwkStatement | undefined
      readonly body: AwkStatement
      readonly testsLast: boolean
    }
  | { readonly type: 'each'; readonly variable: string; readonly name: string; readonly body: AwkStatement }
  | { readonly type: 'delete'; readonly name: string; readonly keys: readonly AwkExpression[] }
  | { readonly type: 'jump'; readonly kind: 'next' | 'break' | 'continue' }
  | { readonly type: 'leave'; readonly kind: 'exit' | 'return'; readonly value?: AwkExpression | undefined }

export interface AwkRule {
  readonly when:
    'BEGIN' | 'END' | { readonly from?: AwkExpression | undefined; readonly to?: AwkExpression | undefined }
  /** Absent: print the line. */
  readonly body?: AwkStatement | undefined
}

export interface AwkFunction {
  readonly parameters: readonly string[]
  readonly body: AwkStatement
}

export interface AwkProgram {
  readonly rules: readonly AwkRule[]
  readonly functions: ReadonlyMap<string, AwkFunction>
}

/** What `awk` can not understand, or what it can not do here. */
export class AwkError extends Error {
  override readonly name = 'AwkError'
}
