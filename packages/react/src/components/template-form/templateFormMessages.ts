import type { TemplateType } from '@catalyst/api'
import type { Service, TemplateField } from './templateFields.ts'

/** Words about a template in a form. */
export interface TemplateFormMessages {
  label: Record<'create' | 'edit', string>
  exists: (key: string) => string
  preview: string
  save: string
  saving: string
  cancel: string
  title: (key: string) => string
  remove: (key: string) => string
  key: string
  keyHint: string
  type: string
  types: Record<TemplateType, string>
  /** What each type does, in a sentence. */
  about: Record<TemplateType, string>
  field: Record<TemplateField, string>
  hint: Partial<Record<TemplateField, string>>
  /** What `path` leads to, by type. */
  path: Record<Exclude<TemplateType, 'prebuilt'>, string>
  firstSource: string
  modes: Record<'' | 'development' | 'production', string>
  services: string
  service: Record<Service, string>
  resources: string
  values: string
  valuesHint: Record<'helm' | 'other', string>
  valuesLoading: string
}

export const templateFormMessages: TemplateFormMessages = {
  label: { create: 'New template', edit: 'Template' },
  exists: (key) => `There is a template for ${key} already.`,
  preview: 'What will be saved',
  save: 'Save',
  saving: 'Saving…',
  cancel: 'Cancel',
  title: (key) => (key === '' ? 'New template' : key),
  remove: (key) => (key === '' ? 'Remove this template' : `Remove ${key}`),
  key: 'For environments of type',
  keyHint: 'development for pull requests, or a stage of your own such as staging.',
  type: 'Deployed with',
  types: {
    docker: 'Dockerfile',
    helm: 'Helm chart',
    'docker-compose': 'Docker Compose',
    'nix-flake': 'Nix flake',
    prebuilt: 'Prebuilt image',
    manifest: 'Kubernetes manifests',
  },
  about: {
    docker: 'The image is built from the repository, then deployed.',
    helm: 'A chart of the repository is installed with your values.',
    'docker-compose': 'The services of a Compose file become workloads.',
    'nix-flake': 'A development shell, or an image that the flake builds.',
    prebuilt: 'An image that is there already is run. Nothing is built.',
    manifest: 'Manifests of the repository are applied as they are.',
  },
  field: {
    sourceRef: 'Source',
    path: 'Path',
    workdir: 'Folder of the application',
    mode: 'Mode',
    devShell: 'Development shell',
    imageAttribute: 'Attribute of the image',
    repository: 'Image',
    tag: 'Tag',
    digest: 'Digest',
    port: 'Port',
    replicas: 'Replicas',
    command: 'Command',
    args: 'Arguments',
    cpuRequest: 'CPU requested',
    cpuLimit: 'CPU limit',
    memoryRequest: 'Memory requested',
    memoryLimit: 'Memory limit',
  },
  hint: {
    workdir: 'From the root of the repository. Empty: found by itself.',
    devShell: 'Empty: the default one.',
    imageAttribute: 'Such as packages.x86_64-linux.image.',
    repository: 'Without tag and digest.',
    tag: 'Where the environment names none.',
    digest: 'Pins the image; wins over the tag.',
    port: 'Where it listens. Empty: 8080.',
    replicas: 'Empty: 1.',
    command: 'Instead of the image’s entrypoint, one word a line.',
    args: 'Instead of the image’s arguments, one a line.',
    cpuRequest: 'Such as 250m.',
    memoryRequest: 'Such as 512Mi.',
  },
  path: {
    docker: 'Dockerfile',
    helm: 'Folder of the chart',
    'docker-compose': 'Compose file',
    'nix-flake': 'Folder of flake.nix',
    manifest: 'Folder of the manifests',
  },
  firstSource: 'The first one',
  modes: {
    '': 'By type: development for development, else production',
    development: 'Development: the sources live in the container',
    production: 'Production: what was built',
  },
  services: 'Managed services',
  service: { postgres: 'PostgreSQL', redis: 'Redis', s3: 'Object storage (S3)' },
  resources: 'Resources of each container',
  values: 'Values (YAML)',
  valuesHint: { helm: 'Passed to the chart as they are.', other: 'More settings, such as probes.' },
  valuesLoading: 'Loading the YAML library',
}
