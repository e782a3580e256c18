import { ShellError } from './ControlFlow.ts'

export interface Variable {
  /** Absent: declared, for example exported, but not set. */
  value?: string | undefined
  exported: boolean
  readonly: boolean
}

/** The variables of a shell. */
export class Variables {
  private readonly all: Map<string, Variable>
  /** What `local` hid, one map for each function that runs. */
  private readonly scopes: Map<string, Variable | undefined>[] = []
  /** Variables whose value is found out when they are read. */
  private readonly computed: ReadonlyMap<string, () => string>

  constructor(env: Readonly<Record<string, string>>, computed: ReadonlyMap<string, () => string>, from?: Variables) {
    this.computed = computed
    this.all = new Map()
    for (const [name, value] of Object.entries(env)) this.all.set(name, { value, exported: true, readonly: false })
    if (from !== undefined) for (const [name, variable] of from.all) this.all.set(name, { ...variable })
    if (from !== undefined) this.scopes = from.scopes.map((scope) => new Map(scope))
  }

  get(name: string): string | undefined {
    return this.computed.get(name)?.() ?? this.all.get(name)?.value
  }

  set(name: string, value: string): void {
    const variable = this.all.get(name)
    if (variable === undefined) {
      this.all.set(name, { value, exported: false, readonly: false })
      return
    }
    if (variable.readonly) throw new ShellError(`${name}: is read only`)
    variable.value = value
  }

  unset(name: string): void {
    if (this.all.get(name)?.readonly === true) throw new ShellError(`${name}: is read only`)
    this.all.delete(name)
  }

  /** Marks a variable, which need not have a value. */
  mark(name: string, marks: Partial<Pick<Variable, 'exported' | 'readonly'>>): void {
    Object.assign(this.declared(name), marks)
  }

  private declared(name: string): Variable {
    const known = this.all.get(name)
    if (known !== undefined) return known
    const variable: Variable = { exported: false, readonly: false }
    this.all.set(name, variable)
    return variable
  }

  get isInFunction(): boolean {
    return this.scopes.length > 0
  }

  /** Hides a variable until the function returns; it keeps its value, as in dash. */
  makeLocal(name: string): void {
    const scope = this.scopes.at(-1)
    if (scope === undefined || scope.has(name)) return
    const outer = this.all.get(name)
    scope.set(name, outer)
    this.all.set(name, outer === undefined ? { exported: false, readonly: false } : { ...outer })
  }

  enterFunction(): void {
    this.scopes.push(new Map())
  }

  leaveFunction(): void {
    for (const [name, variable] of this.scopes.pop() ?? []) {
      if (variable === undefined) this.all.delete(name)
      else this.all.set(name, variable)
    }
  }

  /** For one command: what was assigned in front of it. Disposing of it brings back what was. */
  assignFor(values: ReadonlyMap<string, string>): Disposable {
    const before = new Map([...values.keys()].map((name) => [name, this.all.get(name)]))
    for (const [name, value] of values) {
      if (this.all.get(name)?.readonly === true) throw new ShellError(`${name}: is read only`)
      this.all.set(name, { value, exported: true, readonly: false })
    }
    return {
      [Symbol.dispose]: () => {
        for (const [name, variable] of before) {
          if (variable === undefined) this.all.delete(name)
          else this.all.set(name, variable)
        }
      },
    }
  }

  entries(): [name: string, variable: Readonly<Variable>][] {
    return [...this.all].sort(([a], [b]) => (a < b ? -1 : 1))
  }

  /** What programs get. */
  environment(): Record<string, string> {
    const env: Record<string, string> = {}
    for (const [name, { value, exported }] of this.all) if (exported && value !== undefined) env[name] = value
    return env
  }
}
