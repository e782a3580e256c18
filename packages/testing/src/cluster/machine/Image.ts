import type { Program } from './Process.ts'

/** What a container is made from. */
export interface Image {
  /**
   * A reference such as `docker.io/library/busybox`; `*` at its end matches any rest. With a tag it is about that one alone,
   * before one without.
   */
  readonly name: string
  /** Whether a pull finds nothing, as for a tag that was never pushed. @default false */
  readonly isMissing?: boolean | undefined
  /** How long a node takes to pull it the first time, in milliseconds. @default 400 */
  readonly pullMs?: number | undefined
  /** By absolute path; folders on the way are made. They come on top of those that every image has. */
  readonly files?: Readonly<Record<string, string | Uint8Array>> | undefined
  readonly env?: Readonly<Record<string, string>> | undefined
  /** @default '/' */
  readonly workdir?: string | undefined
  /** What runs when a container names no command. @default a server that answers on the container's ports and logs requests */
  readonly entrypoint?: readonly string[] | undefined
  readonly cmd?: readonly string[] | undefined
  /** Programs by absolute path, on top of those of every image. */
  readonly programs?: Readonly<Record<string, Program>> | undefined
  /** Whether there is a shell in it. @default true */
  readonly shell?: boolean | undefined
  /** What answers on its ports, for port-forward, by port; 0 is any other. */
  readonly sites?: Readonly<Record<number, Site>> | undefined
  /** CPU in cores and memory in bytes at a time since its start. @default what its processes do */
  readonly usage?: ((elapsedMs: number) => { cpu: number; memory: number }) | undefined
}

/** A simulated web server. */
export type Site = (request: Request) => Response | Promise<Response>
