import type { OperatorLogger } from '../src/runtime/OperatorLogger.ts'

/** Keeps what an operator would have logged. */
export function keepingLogger(): OperatorLogger & { lines: { level: string; message: string; fields: object }[] } {
  const lines: { level: string; message: string; fields: object }[] = []
  const at = (level: string) => (fields: object, message: string) => void lines.push({ level, message, fields })
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}
