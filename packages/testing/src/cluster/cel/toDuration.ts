import { compileCel } from './compileCel.ts'

/** A duration such as `1h30m` as expressions compute with it. */
export function toDuration(text: string): unknown {
  return compileCel('duration(text)').run({ text })
}
