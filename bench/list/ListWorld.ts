import { generateNamespace, phases, type Environment, type Phase, type PodMetrics, type Project } from '@catalyst/api'
import { environment, podMetrics, project } from '@catalyst/testing'

export interface Change {
  type: 'ADDED' | 'MODIFIED' | 'DELETED'
  object: Environment
}

const perProject = 100

/** A great many environments that change all the time: phases come and go, now and then one is deleted and another made. */
export class ListWorld {
  readonly #environments = new Map<string, Environment>()
  readonly #count: number
  #revision = 1_000_000
  #made = 0
  #changes = 0

  constructor(count: number) {
    this.#count = count
    while (this.#environments.size < count) this.#add()
  }

  get revision(): string {
    return String(this.#revision)
  }

  get environments(): Environment[] {
    return [...this.#environments.values()]
  }

  get projects(): Project[] {
    return Array.from({ length: Math.ceil(this.#count / perProject) }, (_, index) => project(homeOf(index)))
  }

  /** One measurement of one pod of each. */
  measure(): PodMetrics[] {
    const timestamp = new Date().toISOString()
    return this.environments.flatMap(({ status }) => {
      if (status?.namespace === undefined) return []
      const usage = { cpu: { usage: Math.random() }, memory: { usage: Math.random() * 2 ** 30 } }
      return [{ ...podMetrics({ namespace: status.namespace, ...usage }), timestamp }]
    })
  }

  count(phase: Phase): number {
    return this.environments.filter(({ status }) => status?.phase === phase).length
  }

  change(): Change {
    this.#changes += 1
    // One in twenty goes, and the next comes, so that their number stays.
    if (this.#changes % 20 === 0) return this.#remove()
    return this.#changes % 20 === 1 && this.#environments.size < this.#count ? this.#add() : this.#modify()
  }

  #add(): Change {
    const index = this.#made++
    const name = `pr-${index}`
    const object = this.#make(name, { index, phase: index % 10 === 3 ? 'Failed' : 'Ready' })
    this.#environments.set(keyOf(object), object)
    return { type: 'ADDED', object }
  }

  #modify(): Change {
    const before = this.#pick()
    const at = phases.indexOf(before.status?.phase ?? 'Pending')
    const phase = phases[(at + 1) % (phases.length - 1)] ?? 'Ready'
    const index = Number(before.metadata.name.slice(3))
    const object = this.#make(before.metadata.name, { index, phase })
    this.#environments.set(keyOf(object), object)
    return { type: 'MODIFIED', object }
  }

  #remove(): Change {
    const object = this.#pick()
    this.#environments.delete(keyOf(object))
    this.#revision += 1
    return { type: 'DELETED', object: { ...object, metadata: { ...object.metadata, resourceVersion: this.revision } } }
  }

  #pick(): Environment {
    const all = [...this.#environments.values()]
    const one = all[Math.floor(Math.random() * all.length)]
    if (one === undefined) throw new Error('No environment is left.')
    return one
  }

  #make(name: string, { index, phase }: { index: number; phase: Phase }): Environment {
    this.#revision += 1
    const message = phase === 'Failed' ? 'The build of app failed: npm run build exited with code 1' : undefined
    const { team, name: projectName } = homeOf(Math.floor(index / perProject))
    const made = environment({
      name,
      team,
      project: projectName,
      pullRequest: index,
      phase,
      message,
      createdAt: new Date(Date.now() - index * 60_000).toISOString(),
      resourceVersion: this.revision,
    })
    return { ...made, status: { ...made.status, namespace: generateNamespace(team, projectName, name) } }
  }
}

function homeOf(project: number): { team: string; name: string } {
  return { team: `team-${project % 12}`, name: `project-${project}` }
}

function keyOf({ metadata }: Environment): string {
  return `${metadata.namespace}/${metadata.name}`
}
