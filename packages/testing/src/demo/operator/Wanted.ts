import type { Environment, Project } from '@catalyst/api'

export type Template = Project['spec']['templates'][string]

/** A source of an environment at one commit, and what runs of it. */
export interface WantedSource {
  readonly name: string
  readonly repositoryUrl: string
  readonly branch: string
  readonly commitSha: string
  /** The image that its build pushes. Absent: nothing says how to build it. */
  readonly image?: string | undefined
  readonly detected?: { type: string; command: string } | undefined
  readonly command?: string | undefined
  readonly port: number
}

/** What an Environment and its Project ask for, with every default filled in. */
export interface Wanted {
  readonly environment: Environment
  readonly project: Project
  readonly team: string
  readonly template: Template
  readonly mode: 'development' | 'production'
  /** Where its workloads run. */
  readonly namespace: string
  readonly labels: Readonly<Record<string, string>>
  readonly sources: readonly WantedSource[]
  /** Of a prebuilt template. */
  readonly image?: string | undefined
  readonly url: string
}

/** What is known about sources: which commit a revision is, and what detection finds there. */
export interface Sources {
  resolve(
    repositoryUrl: string,
    revision: { branch?: string | undefined; commitSha?: string | undefined },
  ): { commitSha: string; port: number; detected?: { type: string; command: string } | undefined }
}
