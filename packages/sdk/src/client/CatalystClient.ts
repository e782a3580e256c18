import type { Session, SignedOut } from '@catalyst/api'
import type { TopicKind } from '@catalyst/api/topics'
import type { ExecOptions, ExecSession, ExecTarget } from '../exec/ExecSession.ts'
import type { LogOptions, LogStreamEvent, LogTarget } from '../logs/LogTarget.ts'
import type { Request } from '../request/createRequest.ts'
import type { Connection } from '../topics/Connection.ts'
import type { TopicObjects, TopicOf, TopicState } from '../topics/TopicState.ts'
import type { ClusterCalls } from './createClusterCalls.ts'
import type { EnvironmentCalls } from './createEnvironmentCalls.ts'
import type { PodCalls } from './createPodCalls.ts'
import type { ProjectCalls } from './createProjectCalls.ts'
import type { CallOptions } from './ResourceRef.ts'

/** A client of one Catalyst proxy. Holds no connection as long as nothing is watched. */
export interface CatalystClient {
  readonly environments: EnvironmentCalls
  readonly projects: ProjectCalls
  readonly pods: PodCalls
  readonly clusters: ClusterCalls
  /** Who the caller is. */
  session(options?: CallOptions): Promise<Session>
  /** Where a browser signs in; it comes back to a path of the proxy's own origin, e.g. `/environments?team=shop`. */
  signInUrl(returnTo?: string): string
  /** Ends the session of a browser; the answer says where it ends at the identity provider, if there is such a place. */
  signOut(options?: CallOptions): Promise<SignedOut>
  /** Any operation of the contract by its id. */
  readonly request: Request
  /**
   * Watches a topic. All topics of a client share one event stream. The listener hears of every change after the call; what holds now
   * is `topicState(topic)`. Returns the call that ends it.
   */
  subscribe<TKind extends TopicKind>(
    topic: TopicOf<TKind>,
    listener: (state: TopicState<TopicObjects[TKind]>) => void,
  ): () => void
  /** What is known of a topic; `loading` for one that nobody watches. */
  topicState<TKind extends TopicKind>(topic: TopicOf<TKind>): TopicState<TopicObjects[TKind]>
  /** How the event stream is doing. */
  readonly connection: Connection
  /**
   * A log as events, through every loss of the connection and without a line twice. Ends with the log, or when the signal is aborted.
   * The iteration throws CatalystError when the proxy refuses it.
   */
  logs(target: LogTarget, options?: LogOptions & CallOptions): AsyncIterable<LogStreamEvent>
  /** The URL of a log as plain text, for a download; `follow` is off unless it is asked for. */
  logUrl(target: LogTarget, options?: LogOptions & { timestamps?: boolean | undefined }): string
  /** The whole log as plain text, with the client's own credentials: for a download where a link can't carry them. */
  logBlob(
    target: LogTarget,
    options?: Omit<LogOptions, 'follow'> & CallOptions & { timestamps?: boolean | undefined },
  ): Promise<Blob>
  /** Whether the client signs in by something that a plain link can't send: headers, a token, a `fetch` of its own. */
  readonly needsHeaders: boolean
  /** Runs a command interactively; the session reconnects by itself. */
  exec(target: ExecTarget, options?: ExecOptions): ExecSession
  /** Ends the event stream, logs and exec sessions. */
  close(): void
}
