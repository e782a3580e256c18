/** How a hook keeps its data current. */
export interface LiveOptions {
  /** Watches over the client's event stream. @default true */
  live?: boolean | undefined
  /** Milliseconds between polls while the stream is down, or always without `live`; `false` for never. @default 5_000 */
  refetchInterval?: number | false | undefined
  /** `false` asks for nothing. @default true */
  enabled?: boolean | undefined
}
