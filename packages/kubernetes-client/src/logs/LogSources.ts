import type { LogCursor, Pod } from '@catalyst/api'
import { ContainerLog, type ContainerLogOptions } from './ContainerLog.ts'
import { containerNames } from './containerRuns.ts'
import type { ContainerPosition } from './logItems.ts'
import type { PodDirectory } from './PodDirectory.ts'

/** A container whose log is read, and how far it was given. */
export interface LogSource {
  readonly pod: string
  readonly container: string
  readonly podUid: string
  readonly log: ContainerLog
  position: ContainerPosition | undefined
  /** Nothing more comes from it. */
  finished: boolean
}

export interface LogSourcesOptions extends Pick<
  ContainerLogOptions,
  'kubeConfig' | 'namespace' | 'impersonate' | 'backoff' | 'idleMs' | 'signal'
> {
  directory: PodDirectory
  containers?: readonly string[] | undefined
  cursor?: LogCursor | undefined
}

/** The containers of the pods that are there, and the cursor over all of them. */
export class LogSources {
  readonly #options: LogSourcesOptions
  readonly #sources = new Map<string, LogSource>()
  readonly #resumed: Map<string, ContainerPosition>

  constructor(options: LogSourcesOptions) {
    this.#options = options
    this.#resumed = new Map(Object.entries(options.cursor ?? {}))
  }

  /** Begins with containers that are new, and gives them. */
  addNew(): LogSource[] {
    const { directory, containers } = this.#options
    const added: LogSource[] = []
    for (const pod of directory.list()) {
      for (const container of containerNames(pod)) {
        if (containers && !containers.includes(container)) continue
        const id = `${pod.metadata.uid ?? ''}/${container}`
        if (this.#sources.has(id)) continue
        const source = this.#create(pod, container)
        this.#sources.set(id, source)
        added.push(source)
      }
    }
    return added
  }

  /** Forgets those of pods that are gone, once they have said everything. */
  forgetDeparted(): void {
    const present = new Set(this.#options.directory.list().map(({ metadata }) => metadata.uid))
    for (const [id, source] of this.#sources) {
      if (source.finished && !present.has(source.podUid)) this.#sources.delete(id)
    }
  }

  /** What the cursor that we were given names, and no pod has any more. */
  takeDeparted(): { pod: string; container: string; position: ContainerPosition }[] {
    const present = new Set(this.#options.directory.list().map(({ metadata }) => metadata.name))
    return [...this.#resumed].flatMap(([key, position]) => {
      const [pod = '', container = ''] = key.split('/')
      if (present.has(pod)) return []
      this.#resumed.delete(key)
      return [{ pod, container, position }]
    })
  }

  cursor(): LogCursor {
    const cursor: LogCursor = Object.fromEntries(this.#resumed)
    // Of pods that had one name after another, the later one counts.
    for (const { pod, container, position } of this.#sources.values()) {
      if (position) cursor[`${pod}/${container}`] = position
    }
    return cursor
  }

  #create(pod: Pod, container: string): LogSource {
    const { kubeConfig, namespace, impersonate, backoff, idleMs, signal, directory } = this.#options
    const { name, uid: podUid = '' } = pod.metadata
    const key = `${name}/${container}`
    const position = this.#resumed.get(key)
    // A pod that takes this name later has nothing to do with it.
    this.#resumed.delete(key)
    const status = directory.statusOf(pod, container, signal)
    const target = { kubeConfig, namespace, pod: name, container, impersonate }
    const log = new ContainerLog({ ...target, status, signal, position, backoff, idleMs })
    return { pod: name, container, podUid, log, position, finished: false }
  }
}
