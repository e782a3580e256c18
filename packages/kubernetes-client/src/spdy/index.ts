export type { SpdyHeaders } from './headerBlocks.ts'
export { SpdyConnection, type SpdyConnectionOptions } from './SpdyConnection.ts'
export type { SpdyStream } from './SpdyStream.ts'
