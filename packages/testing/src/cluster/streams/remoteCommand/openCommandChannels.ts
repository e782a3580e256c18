import { acceptSpdy, isSpdyRequest } from '../spdy/acceptSpdy.ts'
import { refuseUpgrade } from '../refuseUpgrade.ts'
import type { Upgrade } from '../Upgrade.ts'
import { acceptWebSocket, chooseProtocol } from '../webSocket/acceptWebSocket.ts'
import type { CommandChannels, CommandOptions } from './CommandChannels.ts'
import { refusalStatus } from './commandStatus.ts'
import { closeCommandSocket, openCommandSocket, translatedProtocol } from './openCommandSocket.ts'
import { openCommandSpdy } from './openCommandSpdy.ts'

/** Those that kubelet answers itself. Its base64 ones are left out. */
const webSocketProtocols = ['v4.channel.k8s.io', 'channel.k8s.io', '']
const spdyProtocols = ['v4.channel.k8s.io', 'v3.channel.k8s.io', 'v2.channel.k8s.io', 'channel.k8s.io']

export interface OpenCommandOptions extends CommandOptions {
  /** What kubelet has against it. */
  readonly refusal: string | undefined
}

/**
 * Makes of a connection what the client asks for. A refusal is told as a client would hear it: after the upgrade where that
 * is the API server's, else as the answer.
 *
 * @returns nothing when it was refused
 */
export async function openCommandChannels(
  upgrade: Upgrade,
  options: OpenCommandOptions,
): Promise<CommandChannels | undefined> {
  const { stdin, stdout, stderr, refusal } = options
  const hasNone = !stdin && !stdout && !stderr
  const reason = hasNone ? 'you must specify at least 1 of stdin, stdout, stderr' : refusal

  if (chooseProtocol(upgrade.message, [translatedProtocol]) !== undefined) {
    const socket = await acceptWebSocket(upgrade, translatedProtocol)
    const channels = openCommandSocket(socket, options)
    if (reason === undefined) return channels
    closeCommandSocket(socket, refusalStatus(reason))
    return undefined
  }

  if (reason !== undefined) {
    refuseUpgrade(upgrade.socket, hasNone ? 400 : 500, reason)
    return undefined
  }
  if (isSpdyRequest(upgrade.message)) {
    const accepted = acceptSpdy(upgrade, spdyProtocols)
    return accepted && openCommandSpdy(accepted, options, upgrade.signal)
  }
  const protocol = chooseProtocol(upgrade.message, webSocketProtocols)
  if (protocol !== undefined) return openCommandSocket(await acceptWebSocket(upgrade, protocol), options)
  refuseUpgrade(upgrade.socket, 403, '')
  return undefined
}
