import type { EnvironmentTemplate, Project, TemplateType } from '@catalyst/api'

/** What a template deploys from, in words. */
export const templateTypeText: Readonly<Record<TemplateType, string>> = {
  helm: 'Helm chart',
  docker: 'Image built from source',
  'docker-compose': 'Compose file',
  'nix-flake': 'Nix flake',
  prebuilt: 'Prebuilt image',
  manifest: 'Kubernetes manifests',
}

export interface Fact {
  term: string
  text: string
  /** Whether the text is something that one types, such as a path. */
  isCode?: boolean | undefined
}

const services: Readonly<Record<string, string>> = { postgres: 'PostgreSQL', redis: 'Redis', s3: 'Object storage (S3)' }

/** What a template says, as terms: only what it does say, and what holds where it is silent and one would ask. */
export function templateFacts(
  template: EnvironmentTemplate,
  { key, project }: { key: string; project: Project },
): Fact[] {
  const { values = {}, image, resources } = template
  const facts: (Fact | undefined)[] = [
    { term: 'Deploys', text: templateTypeText[template.type] },
    template.type === 'prebuilt' ? undefined : fromFact(template, project),
    image && {
      term: 'Image',
      text: [image.repository, image.tag && `:${image.tag}`, image.digest && `@${image.digest}`]
        .filter(Boolean)
        .join(''),
      isCode: true,
    },
    code('Dev shell', template.devShell),
    code('Image attribute', template.imageAttribute),
    code('Folder', template.workdir),
    { term: 'Mode', text: template.mode ?? (key === 'development' ? 'development' : 'production') },
    listFact('Services', enabledServices(values)),
    listFact('Migration', migrationOf(values)),
    plainValue('Port', values['port'] ?? (template.type === 'prebuilt' ? 8080 : undefined)),
    plainValue('Replicas', values['replicas'] ?? (template.type === 'prebuilt' ? 1 : undefined)),
    listFact('Requests', quantitiesOf(resources?.requests)),
    listFact('Limits', quantitiesOf(resources?.limits)),
  ]
  return facts.filter((fact) => fact !== undefined)
}

const shownAsFacts = new Set(['services', 'migrate', 'port', 'replicas'])

/** The values that no fact tells of, as indented text; `undefined` where there are none. */
export function otherValues({ values = {} }: EnvironmentTemplate): string | undefined {
  const others = Object.entries(values).filter(([name]) => !shownAsFacts.has(name))
  return others.length === 0 ? undefined : JSON.stringify(Object.fromEntries(others), undefined, 2)
}

function fromFact({ sourceRef, path }: EnvironmentTemplate, { spec: { sources } }: Project): Fact {
  const source = sourceRef ?? sources[0]?.name ?? ''
  return path === undefined
    ? { term: 'From', text: `${source}, found by itself` }
    : { term: 'From', text: `${source}/${path}`, isCode: true }
}

function enabledServices(values: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(recordOf(values['services']))
    .filter(([, service]) => recordOf(service)['enabled'] === true)
    .map(([name]) => services[name] ?? name)
}

function migrationOf(values: Readonly<Record<string, unknown>>): string[] {
  const { command, source } = recordOf(values['migrate'])
  return [command, typeof source === 'string' ? `in ${source}` : undefined].filter((part) => typeof part === 'string')
}

function quantitiesOf(quantities: Readonly<Record<string, string | undefined>> | undefined): string[] {
  return Object.entries(quantities ?? {}).map(([name, quantity]) => `${quantity ?? ''} ${name}`)
}

function code(term: string, text: string | undefined): Fact | undefined {
  return text === undefined ? undefined : { term, text, isCode: true }
}

function listFact(term: string, parts: readonly string[]): Fact | undefined {
  return parts.length === 0 ? undefined : { term, text: parts.join(', ') }
}

function plainValue(term: string, value: unknown): Fact | undefined {
  return typeof value === 'number' || typeof value === 'string' ? { term, text: String(value) } : undefined
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
