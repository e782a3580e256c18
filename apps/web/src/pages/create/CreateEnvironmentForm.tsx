import type { Environment, Project } from '@catalyst/api'
import { ProblemView, useCreateEnvironment, useProjects, type ProblemViewProps } from '@catalyst/react'
import { isConflict } from '@catalyst/sdk'
import { useId, useState, type FormEvent, type ReactNode } from 'react'
import { environmentOfForm } from './environmentOfForm.ts'
import { Field } from './Field.tsx'

export interface CreateEnvironmentFormProps {
  cluster: string | undefined
  onCancel: () => void
  onCreated: (environment: Environment) => void
}

const dnsLabel = '[a-z0-9]([\\-a-z0-9]*[a-z0-9])?'
const dnsLabelHint = 'Lower-case letters, digits and hyphens.'
const refPrefix = 'ref:'

/** Asks for what a new environment needs and creates it. */
export function CreateEnvironmentForm({ cluster, onCancel, onCreated }: CreateEnvironmentFormProps): ReactNode {
  const create = useCreateEnvironment()
  const projects = useProjects({ cluster }).data?.items ?? []
  const [team, setTeam] = useState('')
  const [name, setName] = useState('')
  const project = projects.find(({ metadata }) => metadata.name === name && metadata.namespace === team)
  const ids = { team: useId(), project: useId(), type: useId() }

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (field: string) => textOf(form.get(field))
    const environment = environmentOfForm({
      team,
      project: name,
      name: text('name'),
      type: text('type'),
      refs: Object.fromEntries(
        [...form]
          .filter(([key]) => key.startsWith(refPrefix))
          .map(([key, value]) => [key.slice(refPrefix.length), textOf(value)]),
      ),
    })
    create.mutate({ cluster, environment }, { onSuccess: onCreated })
  }

  return (
    <form className="app-form app-card" onSubmit={submit}>
      <div className="app-form-row">
        <Field label="Team" hint={dnsLabelHint}>
          <input
            required
            pattern={dnsLabel}
            maxLength={63}
            list={ids.team}
            value={team}
            autoComplete="off"
            onChange={({ target }) => setTeam(target.value)}
          />
        </Field>
        <Field label="Project" hint="Of this team.">
          <input
            required
            pattern={dnsLabel}
            maxLength={63}
            list={ids.project}
            value={name}
            autoComplete="off"
            onChange={({ target }) => setName(target.value)}
          />
        </Field>
      </div>
      <div className="app-form-row">
        <Field label="Name" hint="Such as pr-42.">
          <input name="name" required pattern={dnsLabel} maxLength={63} autoComplete="off" />
        </Field>
        <Field label="Type" hint="Key of the project’s template.">
          <input name="type" pattern={dnsLabel} maxLength={63} defaultValue="development" list={ids.type} />
        </Field>
      </div>
      {sourcesOf(project).map(({ name: source, branch }) => (
        <Field
          key={`${project?.metadata.uid ?? ''}/${source}`}
          label={project === undefined ? 'Branch or commit' : `Branch or commit of ${source}`}
          hint="Leave empty for a prebuilt image."
        >
          <input
            name={refPrefix + source}
            maxLength={255}
            defaultValue={branch}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
      ))}
      <Suggestions id={ids.team} values={projects.map(({ metadata }) => metadata.namespace ?? '')} />
      <Suggestions
        id={ids.project}
        values={projects
          .filter(({ metadata }) => team === '' || metadata.namespace === team)
          .map(({ metadata }) => metadata.name)}
      />
      <Suggestions
        id={ids.type}
        values={['development', 'deployment', ...Object.keys(project?.spec.templates ?? {})]}
      />
      {create.isError && <ProblemView error={create.error} messages={messagesFor(create.error)} />}
      <div className="app-form-actions">
        <button type="button" className="catalyst-button" onClick={onCancel}>
          Cancel
        </button>
        <button type="submit" className="catalyst-button" data-variant="primary" disabled={create.isPending}>
          {create.isPending ? 'Creating…' : 'Create'}
        </button>
      </div>
    </form>
  )
}

function Suggestions({ id, values }: { id: string; values: readonly string[] }): ReactNode {
  return (
    <datalist id={id}>
      {[...new Set(values)].map((value) => (
        <option key={value} value={value} />
      ))}
    </datalist>
  )
}

/** A name that is taken is no race with anybody. */
function messagesFor(error: Error): ProblemViewProps['messages'] {
  if (!isConflict(error) || error.problem.reason !== 'AlreadyExists') return undefined
  return {
    conflict: { title: 'There is already an environment of this name', text: 'Choose another name, or open that one.' },
  }
}

/** Of a project that isn't known here, one source under the usual name. */
function sourcesOf(project: Project | undefined): readonly { name: string; branch?: string | undefined }[] {
  return project?.spec.sources ?? [{ name: 'app' }]
}

function textOf(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value : ''
}
