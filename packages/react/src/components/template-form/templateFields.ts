import type { TemplateType } from '@catalyst/api'
import type { FieldRule } from '../../internals/form/fieldFaults.ts'

/** What is typed about a template; where in it that lies, and the rule that it follows. */
export const templateFields = {
  sourceRef: { path: ['sourceRef'], rule: 'label' },
  path: { path: ['path'], rule: 'path' },
  workdir: { path: ['workdir'], rule: 'path' },
  mode: { path: ['mode'], rule: 'text' },
  devShell: { path: ['devShell'], rule: 'text' },
  imageAttribute: { path: ['imageAttribute'], rule: 'text' },
  repository: { path: ['image', 'repository'], rule: 'image' },
  tag: { path: ['image', 'tag'], rule: 'tag' },
  digest: { path: ['image', 'digest'], rule: 'digest' },
  port: { path: ['values', 'port'], rule: 'port' },
  replicas: { path: ['values', 'replicas'], rule: 'replicas' },
  command: { path: ['values', 'command'], rule: 'text' },
  args: { path: ['values', 'args'], rule: 'text' },
  cpuRequest: { path: ['resources', 'requests', 'cpu'], rule: 'quantity' },
  cpuLimit: { path: ['resources', 'limits', 'cpu'], rule: 'quantity' },
  memoryRequest: { path: ['resources', 'requests', 'memory'], rule: 'quantity' },
  memoryLimit: { path: ['resources', 'limits', 'memory'], rule: 'quantity' },
} as const satisfies Record<string, { path: readonly string[]; rule: FieldRule }>

export type TemplateField = keyof typeof templateFields

/** Each word of these stands on a line of its own, so that none needs quotes. */
export const listFields: readonly TemplateField[] = ['command', 'args']
export const numberFields: readonly TemplateField[] = ['port', 'replicas']
export const resourceFields = ['cpuRequest', 'cpuLimit', 'memoryRequest', 'memoryLimit'] as const

const inSource = ['sourceRef', 'path'] as const

/** What each type of template has, but for resources, services and values. */
export const fieldsOfType: Record<TemplateType, readonly TemplateField[]> = {
  docker: [...inSource, 'workdir', 'mode'],
  helm: inSource,
  'docker-compose': [...inSource, 'mode'],
  'nix-flake': [...inSource, 'workdir', 'mode', 'devShell', 'imageAttribute'],
  prebuilt: ['repository', 'tag', 'digest', 'port', 'replicas', 'command', 'args'],
  manifest: inSource,
}

/** What else a type has: a chart and manifests say themselves what their containers may use, and manifests are applied as they are. */
export const hasResources = (type: TemplateType): boolean => type !== 'helm' && type !== 'manifest'
export const hasValues = (type: TemplateType): boolean => type !== 'manifest'

export const templateTypes = Object.keys(fieldsOfType) as readonly TemplateType[]

/** Managed services that a template can ask for. */
export const services = ['postgres', 'redis', 's3'] as const
export type Service = (typeof services)[number]
