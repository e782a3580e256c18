import { acceptWebSocket, chooseProtocol, type Upgrade } from '../webSocket/acceptWebSocket.ts'
import { refuseUpgrade } from '../refuseUpgrade.ts'
import type { CommandChannels, CommandOptions } from './CommandChannels.ts'
import { failureStatus } from './commandStatus.ts'
import { openCommandSocket } from './openCommandSocket.ts'

/** Answered by the API server itself, which then speaks SPDY to the kubelet. */
const translated = 'v5.channel.k8s.io'
/** Answered by the kubelet. */
const direct = ['v4.channel.k8s.io', 'channel.k8s.io', '']

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
  const { refusal, stdin, stdout, stderr } = options
  const nothing = stdin || stdout || stderr ? undefined : 'you must specify at least 1 of stdin, stdout, stderr'
  const protocol = chooseProtocol(upgrade.message, [translated, ...direct])
  if (protocol === undefined) {
    refuseUpgrade(upgrade.socket, 400, 'none of the requested WebSocket subprotocols is supported')
    return undefined
  }
  if (protocol !== translated) {
    if (nothing !== undefined) return void refuseUpgrade(upgrade.socket, 400, nothing)
    if (refusal !== undefined) return void refuseUpgrade(upgrade.socket, 500, refusal)
  }
  const channels = openCommandSocket(await acceptWebSocket(upgrade, protocol), options)
  const reason = nothing ?? refusal
  if (reason === undefined) return channels
  await channels.finish(failureStatus(`unable to upgrade connection: ${reason}`))
  return undefined
}
