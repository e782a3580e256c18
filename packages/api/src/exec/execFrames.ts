/**
 * Frames of Kubernetes' exec protocol `v5.channel.k8s.io`: the first byte of a binary message names the channel. Channels
 * 0 to 4 and 255 are Kubernetes' own (KEP-4006); 5 is Catalyst's, consumed by the proxy.
 */
export const execSubprotocol = 'v5.channel.k8s.io'

/** The convention for browsers, which can't set headers: the token, base64url, follows this prefix in a second subprotocol. */
export const bearerSubprotocolPrefix = 'base64url.bearer.authorization.k8s.io.'

export const execChannel = { stdin: 0, stdout: 1, stderr: 2, error: 3, resize: 4, ack: 5, close: 255 } as const
export type ExecChannel = (typeof execChannel)[keyof typeof execChannel]

export interface ExecFrame {
  channel: number
  payload: Uint8Array<ArrayBuffer>
}

/** Size of a terminal in character cells. */
export interface TerminalSize {
  columns: number
  rows: number
}

/** The `Status` of channel 3: success, a non-zero exit, or why the session ended. */
export interface ExecStatus {
  status: 'Success' | 'Failure'
  reason?: string | undefined
  message?: string | undefined
  details?: { causes?: { reason?: string | undefined; message?: string | undefined }[] | undefined } | undefined
}

const textEncoder = new TextEncoder()
const textDecoder = new TextDecoder()

export function encodeExecFrame(channel: ExecChannel, payload: Uint8Array | string): Uint8Array<ArrayBuffer> {
  const bytes = typeof payload === 'string' ? textEncoder.encode(payload) : payload
  const frame = new Uint8Array(bytes.length + 1)
  frame[0] = channel
  frame.set(bytes, 1)
  return frame
}

/** Splits a message into channel and payload. @throws RangeError for an empty message, which has no channel. */
export function decodeExecFrame(message: ArrayBuffer | Uint8Array<ArrayBuffer>): ExecFrame {
  const bytes = message instanceof Uint8Array ? message : new Uint8Array(message)
  const channel = bytes[0]
  if (channel === undefined) throw new RangeError('An exec message is empty: its first byte must name a channel.')
  return { channel, payload: bytes.subarray(1) }
}

export function encodeResize(size: TerminalSize): Uint8Array<ArrayBuffer> {
  return encodeExecFrame(execChannel.resize, JSON.stringify({ Width: size.columns, Height: size.rows }))
}

/** Says that nothing more will be written to a channel; for stdin this is end of file. */
export function encodeHalfClose(channel: ExecChannel = execChannel.stdin): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(execChannel.close, channel)
}

/** Acknowledges the total of bytes of channels 1 and 2 that were rendered since the session began. */
export function encodeAck(renderedBytes: number): Uint8Array<ArrayBuffer> {
  return encodeExecFrame(execChannel.ack, String(renderedBytes))
}

/** Reads a channel 3 payload; text that isn't a `Status` (older servers) becomes a failure with that text. */
export function parseExecStatus(payload: Uint8Array): ExecStatus {
  const text = textDecoder.decode(payload)
  try {
    const value: unknown = JSON.parse(text)
    if (isRecord(value) && (value['status'] === 'Success' || value['status'] === 'Failure'))
      return value as unknown as ExecStatus
  } catch {
    // Not JSON: the text itself is the message.
  }
  return { status: 'Failure', message: text }
}

/** The exit code that a `Status` reports: 0 on success, `undefined` where the command never ended by itself. */
export function exitCodeOf(status: ExecStatus): number | undefined {
  if (status.status === 'Success') return 0
  if (status.reason !== 'NonZeroExitCode') return undefined
  // The other side wrote it, so it may be anything.
  const causes: unknown = status.details?.causes
  const cause: unknown = Array.isArray(causes)
    ? causes.find((one) => isRecord(one) && one['reason'] === 'ExitCode')
    : undefined
  const text = isRecord(cause) ? cause['message'] : undefined
  return typeof text === 'string' && /^-?\d{1,9}$/.test(text) ? Number(text) : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
