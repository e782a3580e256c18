/** How bad a line is, worst first; `other` is a line that does not say. */
export const logSeverities = ['error', 'warning', 'info', 'debug', 'other'] as const

/** `error` covers fatal and critical, `debug` covers trace. */
export type LogSeverity = (typeof logSeverities)[number]
