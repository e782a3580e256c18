import type { Project } from '@catalyst/api'
import type { ReactNode } from 'react'
import { SelectInput } from '../../internals/form/SelectInput.tsx'
import type { FieldErrors } from '../../internals/form/useFieldErrors.ts'
import { TextField } from '../../internals/TextField.tsx'
import type { CreateEnvironmentFormMessages } from './createEnvironmentFormMessages.ts'
import { type EnvironmentDraft, isPrebuilt, sourcePath } from './environmentDraft.ts'
import { VariableFields } from './VariableFields.tsx'

export interface EnvironmentFieldsProps {
  draft: EnvironmentDraft
  onChange: (change: Partial<EnvironmentDraft>) => void
  projects: readonly Project[]
  /** The one that is chosen. */
  project: Project | undefined
  errors: FieldErrors
  messages: CreateEnvironmentFormMessages
}

/** The fields of a new environment. Renders a fragment. */
export function EnvironmentFields({ draft, onChange, projects, project, ...props }: EnvironmentFieldsProps): ReactNode {
  const { errors, messages: words } = props
  const set = (path: string, change: Partial<EnvironmentDraft>) => {
    errors.change(path)
    onChange(change)
  }
  const prebuilt = isPrebuilt(draft, project)
  return (
    <>
      <div className="catalyst-form-row">
        <SelectInput
          label={words.project}
          value={project === undefined ? '' : placeOf(project)}
          error={errors.at('spec.projectRef.name')}
          options={[
            ...(project === undefined ? [{ value: '', label: words.chooseProject }] : []),
            ...projects.map((one) => ({ value: placeOf(one), label: placeOf(one) })),
          ]}
          onChange={(value) => {
            const [team = '', name = ''] = value.split('/')
            set('spec.projectRef.name', { team, project: name, revisions: {} })
          }}
        />
        {project !== undefined && (
          <SelectInput
            label={words.template}
            value={draft.type}
            hint={draft.type === '' ? words.noTemplate(draft.project) : undefined}
            error={errors.at('spec.type')}
            options={Object.entries(project.spec.templates).map(([key, { type }]) => ({
              value: key,
              label: words.templateOption(key, type),
            }))}
            onChange={(type) => set('spec.type', { type })}
          />
        )}
      </div>
      <TextField
        label={words.name}
        hint={words.nameHint}
        error={errors.at('metadata.name')}
        value={draft.name}
        isCode
        required
        onChange={(name) => set('metadata.name', { name })}
        onBlur={() => draft.name !== '' && errors.touch('metadata.name')}
      />
      {Object.entries(draft.revisions).map(([source, revision]) => {
        const path = sourcePath(draft, source)
        return (
          <TextField
            key={source}
            label={words.revision(source)}
            hint={prebuilt ? words.revisionOptionalHint : words.revisionHint}
            error={errors.at(path)}
            value={revision}
            isCode
            onChange={(text) => set(path, { revisions: { ...draft.revisions, [source]: text } })}
            onBlur={() => errors.touch(path)}
          />
        )
      })}
      {prebuilt && (
        <TextField
          label={words.image}
          hint={words.imageHint}
          error={errors.at('spec.config.image')}
          value={draft.image}
          isCode
          onChange={(image) => set('spec.config.image', { image })}
          onBlur={() => errors.touch('spec.config.image')}
        />
      )}
      <VariableFields
        variables={draft.variables}
        onChange={(variables) => set('spec.config.envVars', { variables })}
        errors={errors}
        messages={words}
      />
    </>
  )
}

function placeOf({ metadata }: Project): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`
}
