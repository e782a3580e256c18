import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { describeListenError, UsageError } from '@catalyst/program'

/**
 * The port that a server is about to listen on: known before there is one, and found to be taken before anything is started.
 *
 * @throws UsageError when it can not be had
 */
export async function reservePort(at: { host: string; port: number }): Promise<number> {
  const server = createServer().listen(at)
  try {
    await once(server, 'listening')
  } catch (error) {
    const message = describeListenError(error, { ...at, settings: { host: '--host ', port: '--port ' } })
    throw message === undefined ? error : new UsageError(message, { cause: error })
  }
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
