import type { IncomingMessage } from 'node:http'
import { parse } from 'yaml'
import { decodeProtobuf } from './protobuf/decodeProtobuf.ts'
import { badRequest, statusError, unsupportedMediaType } from '../objects/StatusError.ts'

/** As kube-apiserver has it. */
const mostBytes = 3 * 1024 * 1024

/** The body of a request as a value; undefined when there is none. @throws StatusError 400, 413, 415 */
export async function readBody(message: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > mostBytes) {
      const text = `Request entity too large: limit is ${mostBytes}`
      throw statusError(text, { code: 413, reason: 'RequestEntityTooLarge', details: {} })
    }
    chunks.push(chunk)
  }
  if (size === 0) return undefined
  const body = Buffer.concat(chunks)
  const mediaType = mediaTypeOf(message)
  return mediaType === 'application/vnd.kubernetes.protobuf' ? decodeProtobuf(body) : decode(body.toString(), mediaType)
}

export function mediaTypeOf({ headers }: IncomingMessage): string {
  return (headers['content-type'] ?? '').replace(/;.*$/, '').trim().toLowerCase()
}

function decode(text: string, mediaType: string): unknown {
  const isYaml = mediaType === 'application/yaml' || mediaType.endsWith('+yaml')
  if (!isYaml && mediaType !== '' && mediaType !== 'application/json' && !mediaType.endsWith('+json')) {
    const accepted = 'application/json, application/yaml, application/vnd.kubernetes.protobuf'
    throw unsupportedMediaType(
      `the body of the request was in an unknown format - accepted media types include: ${accepted}`,
    )
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    if (isYaml) return decodeYaml(text)
    const why = error instanceof Error ? error.message : String(error)
    throw badRequest(`the object provided is unrecognized: couldn't get version/kind; json parse error: ${why}`)
  }
}

function decodeYaml(text: string): unknown {
  try {
    return parse(text)
  } catch (error) {
    throw badRequest(`error decoding YAML: ${error instanceof Error ? error.message : String(error)}`)
  }
}
