import type { Shell } from '../Shell.ts'

/** A command that the shell itself is. The arguments come without its name. */
export type Builtin = (shell: Shell, args: readonly string[]) => Promise<number>
