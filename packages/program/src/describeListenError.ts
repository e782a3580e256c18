export interface ListenAddress {
  host: string
  port: number
  /** How a person sets them, such as `{host: '--host ', port: '--port '}`. */
  settings: { host: string; port: string }
}

/** One line for the person who started it, where the system refused the address; `undefined` for anything else. */
export function describeListenError(error: unknown, { host, port, settings }: ListenAddress): string | undefined {
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is in use. Stop what listens there, or choose another one: ${settings.port}${port + 1}`
    case 'EACCES':
      return `This user may not listen on port ${port}. Choose one from 1024 up: ${settings.port}8080`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address "${host}". Choose one of its own: ${settings.host}localhost`
    default:
      return undefined
  }
}
