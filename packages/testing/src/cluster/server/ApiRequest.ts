import type { IncomingMessage } from 'node:http'
import type { ResourceType } from '../objects/ResourceType.ts'
import type { UserInfo } from '../objects/UserInfo.ts'
import type { Exchange } from '../faults/createFaults.ts'
import type { ResourcePath } from './RequestInfo.ts'

/** A request for objects whose caller is known and may make it. */
export interface ApiRequest {
  readonly message: IncomingMessage
  readonly verb: string
  readonly query: URLSearchParams
  readonly path: ResourcePath
  readonly type: ResourceType
  readonly user: UserInfo
  readonly exchange: Exchange
}
