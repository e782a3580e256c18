/** The syntax tree of the shell: what the parser makes and the interpreter runs. */

export interface Word {
  readonly parts: readonly WordPart[]
}

export type WordPart =
  | { readonly type: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly type: 'parameter'; readonly quoted: boolean; readonly parameter: Parameter }
  | { readonly type: 'command'; readonly quoted: boolean; readonly body: List }
  | { readonly type: 'arithmetic'; readonly quoted: boolean; readonly expression: Word }
  | { readonly type: 'tilde'; readonly user: string }

export interface Parameter {
  readonly name: string
  /** Absent: the plain value. */
  readonly operation?: ParameterOperation | undefined
}

export type ParameterOperation =
  | { readonly type: 'length' }
  /** `-`, `=`, `?` and `+`, with a colon for empty values too. */
  | { readonly type: 'default'; readonly operator: '-' | '=' | '?' | '+'; readonly colon: boolean; readonly word: Word }
  | { readonly type: 'trim'; readonly operator: '#' | '##' | '%' | '%%'; readonly pattern: Word }
  | { readonly type: 'slice'; readonly offset: Word; readonly length?: Word | undefined }
  | {
      readonly type: 'replace'
      readonly all: boolean
      readonly anchor: '' | '#' | '%'
      readonly pattern: Word
      readonly replacement: Word
    }
  | { readonly type: 'case'; readonly operator: '^' | '^^' | ',' | ',,' }

export interface List {
  readonly items: readonly ListItem[]
}

export interface ListItem {
  readonly command: Command
  readonly isBackground: boolean
  /** As it was written, for `jobs`. */
  readonly text: string
}

export type Command =
  | SimpleCommand
  | { readonly type: 'pipeline'; readonly commands: readonly Command[]; readonly negated: boolean }
  | { readonly type: 'and' | 'or'; readonly left: Command; readonly right: Command }
  | CompoundCommand

export interface SimpleCommand {
  readonly type: 'simple'
  readonly line: number
  readonly assignments: readonly Assignment[]
  readonly words: readonly Word[]
  readonly redirections: readonly Redirection[]
}

export interface Assignment {
  readonly name: string
  readonly value: Word
  /** `+=` */
  readonly append: boolean
}

export type CompoundCommand = CompoundBody & { readonly line: number; readonly redirections: readonly Redirection[] }

type CompoundBody =
  | { readonly type: 'group'; readonly body: List }
  | { readonly type: 'subshell'; readonly body: List }
  | {
      readonly type: 'if'
      readonly branches: readonly { condition: List; body: List }[]
      readonly otherwise?: List | undefined
    }
  | { readonly type: 'loop'; readonly until: boolean; readonly condition: List; readonly body: List }
  /** Without words, over the positional parameters. */
  | { readonly type: 'for'; readonly name: string; readonly words?: readonly Word[] | undefined; readonly body: List }
  | { readonly type: 'count'; readonly start: Word; readonly condition: Word; readonly step: Word; readonly body: List }
  | { readonly type: 'case'; readonly word: Word; readonly branches: readonly CaseBranch[] }
  | { readonly type: 'function'; readonly name: string; readonly body: Command }
  | { readonly type: 'arithmetic'; readonly expression: Word }
  | { readonly type: 'condition'; readonly expression: Condition }

export interface CaseBranch {
  readonly patterns: readonly Word[]
  readonly body: List
  /** `;;`, or `;&` to fall into the next one. */
  readonly fallsThrough: boolean
}

export type Condition =
  | { readonly type: 'unary'; readonly operator: string; readonly operand: Word }
  | { readonly type: 'binary'; readonly operator: string; readonly left: Word; readonly right: Word }
  | { readonly type: 'not'; readonly operand: Condition }
  | { readonly type: 'and' | 'or'; readonly left: Condition; readonly right: Condition }

export interface Redirection {
  /** Absent: 0 for input, 1 for output. */
  readonly descriptor?: number | undefined
  readonly operator: '<' | '>' | '>>' | '>|' | '<>' | '<&' | '>&' | '&>' | '&>>' | '<<' | '<<<'
  /** The file, the other descriptor, or the text of a here-document. */
  readonly target: Word
}
