/** An Environment as a cluster has it, with what its writers left in `managedFields`. */
export function makeEnvironment(index: number, resourceVersion: number) {
  const time = '2026-01-01T00:00:00Z'
  const project = `project-${index % 50}`
  return {
    apiVersion: 'catalyst.catalyst.dev/v1alpha1',
    kind: 'Environment',
    metadata: {
      creationTimestamp: time,
      finalizers: ['catalyst.dev/cleanup'],
      generation: 3,
      labels: {
        'catalyst.dev/team': `team-${index % 10}`,
        'catalyst.dev/project': project,
        'catalyst.dev/environment': `pr-${index}`,
      },
      managedFields: [
        { manager: 'catalyst', operation: 'Apply', time, ...managed(specFields) },
        { manager: 'operator', operation: 'Apply', subresource: 'status', time, ...managed(statusFields) },
      ],
      name: `pr-${index}`,
      namespace: `team-${index % 10}-${project}`,
      resourceVersion: String(resourceVersion),
      uid: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    },
    spec: makeSpec(index),
    status: {
      conditions: ['Ready', 'SourcesResolved', 'Built', 'Deployed'].map((type) => ({
        lastTransitionTime: time,
        message: `Everything that ${type} asks for is there, as of revision ${resourceVersion}.`,
        observedGeneration: 3,
        reason: 'Succeeded',
        status: 'True',
        type,
      })),
      namespace: `team-${index % 10}-${project}-pr-${index}`,
      observedGeneration: 3,
      phase: 'Ready',
      url: `https://pr-${index}.${project}.preview.example.com`,
    },
  }
}

export function makeSpec(index: number) {
  return {
    projectRef: { name: `project-${index % 50}` },
    sources: [{ name: 'web', commitSha: index.toString(16).padStart(40, '0') }],
    type: 'development',
    config: { envVars: { NODE_ENV: 'development', DATABASE_URL: 'postgres://db/app', LOG_LEVEL: 'debug' } },
    pullRequest: { number: index + 1, url: `https://git.example.com/acme/shop/pull/${index + 1}` },
  }
}

const specFields = ['projectRef', 'sources', 'type', 'config', 'pullRequest']
const statusFields = ['conditions', 'namespace', 'observedGeneration', 'phase', 'url']

function managed(fields: readonly string[]) {
  const fieldsV1 = Object.fromEntries(fields.map((field) => [`f:${field}`, { '.': {}, 'f:name': {}, 'f:value': {} }]))
  return { apiVersion: 'catalyst.catalyst.dev/v1alpha1', fieldsType: 'FieldsV1', fieldsV1: { 'f:spec': fieldsV1 } }
}
