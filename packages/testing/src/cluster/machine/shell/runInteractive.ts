import type { Shell } from './Shell.ts'
import { runStream } from './runStream.ts'

export const runInteractive = (shell: Shell): Promise<number> => runStream(shell)
