/** What the operator needs of a logger; a pino one fits. */
export interface OperatorLogger {
  debug: (fields: object, message: string) => void
  info: (fields: object, message: string) => void
  warn: (fields: object, message: string) => void
  error: (fields: object, message: string) => void
}
