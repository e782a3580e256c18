import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import type { Authorizer } from '../authorization/Authorizer.ts'
import { builtInTypes } from '../objects/builtInTypes.ts'
import type { KubernetesObject, ObjectInput } from '../objects/KubernetesObject.ts'
import { resourceNameOf } from '../objects/names.ts'
import type { ResourceType } from '../objects/ResourceType.ts'
import { StatusError } from '../objects/StatusError.ts'
import { builtInSchema } from '../schema/builtInSchemas.ts'
import { createObjectStore } from '../store/createObjectStore.ts'
import type { AdmissionRequest } from './AdmissionRequest.ts'
import { admit } from './admit.ts'

const types = new Map(builtInTypes(builtInSchema).map((type) => [type.kind, type]))
const environments: ResourceType = {
  ...typeOf('ConfigMap'),
  ...{
    group: 'catalyst.catalyst.dev',
    version: 'v1alpha1',
    plural: 'environments',
    kind: 'Environment',
    isCustom: true,
  },
}
const nobody: Authorizer = { authorize: () => ({ allowed: false }), rulesFor: () => [] }

function typeOf(kind: string): ResourceType {
  const type = kind === 'Environment' ? environments : types.get(kind)
  if (type === undefined) throw new Error(`There is no ${kind}.`)
  return type
}

interface World {
  objects?: object[]
  labels?: Record<string, string>
  phase?: string
  authorizer?: Authorizer
}

/** A namespace `team` with its service account and what else there is, and who writes into it. */
function world({ objects = [], labels = {}, phase = 'Active', authorizer = nobody }: World = {}) {
  const store = createObjectStore()
  const put = (object: object) => {
    const { kind, metadata } = object as KubernetesObject
    store.put(resourceNameOf(typeOf(kind)), { ...object, metadata: { ...metadata } } as KubernetesObject)
  }
  put({ kind: 'Namespace', metadata: { name: 'team', labels }, status: { phase } })
  put({ kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'team' } })
  for (const object of objects) put(object)
  const write = (object: object, request: Partial<AdmissionRequest> = {}) => {
    const { kind, metadata } = object as ObjectInput
    const user = { name: 'ann', groups: [] }
    const type = typeOf(kind)
    const whole = { operation: 'CREATE', type, namespace: 'team', name: metadata.name, user, dryRun: false } as const
    return admit({ ...whole, object: object as ObjectInput, ...request }, { store, authorizer })
  }
  return { write, put }
}

function refusal(run: () => unknown): StatusError['status'] {
  try {
    run()
  } catch (error) {
    if (error instanceof StatusError) return error.status
    throw error
  }
  throw new Error('It was admitted.')
}

const map = (name = 'late') => ({ kind: 'ConfigMap', metadata: { name, namespace: 'team' } })
const pod = (spec: object, name = 'p') => ({ kind: 'Pod', metadata: { name, namespace: 'team' }, spec })
const app = (fields: object = {}) => ({ name: 'a', image: 'b', ...fields })

describe('a namespace', () => {
  test('that is not there takes nothing', () => {
    const { message, code } = refusal(() => world().write(map(), { namespace: 'nowhere' }))
    expect([code, message]).toEqual([404, 'namespaces "nowhere" not found'])
  })

  test('that is going takes nothing new, and says so in a cause', () => {
    const { write } = world({ phase: 'Terminating' })
    expect(refusal(() => write(map()))).toMatchObject({
      message:
        'configmaps "late" is forbidden: unable to create new content in namespace team because it is being terminated',
      reason: 'Forbidden',
      code: 403,
      details: {
        causes: [
          {
            reason: 'NamespaceTerminating',
            message: 'namespace team is being terminated',
            field: 'metadata.namespace',
          },
        ],
      },
    })
    expect(write(map(), { operation: 'UPDATE' })).toBeDefined()
  })

  test('of the system stays', () => {
    const run = () =>
      world().write({ kind: 'Namespace', metadata: { name: 'default' } }, { operation: 'DELETE', object: undefined })
    expect(refusal(run).message).toBe('namespaces "default" is forbidden: this namespace may not be deleted')
  })
})

describe('a pod', () => {
  test('gets its service account, a token, and time to bear a bad node', () => {
    const spec = world().write(pod({ containers: [app()] }))?.['spec'] as Record<string, unknown>
    expect(spec).toMatchObject({
      serviceAccountName: 'default',
      serviceAccount: 'default',
      priority: 0,
      containers: [{ volumeMounts: [{ readOnly: true, mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' }] }],
      volumes: [{ name: expect.stringMatching(/^kube-api-access-\w{5}$/) }],
      tolerations: [{ key: 'node.kubernetes.io/not-ready' }, { key: 'node.kubernetes.io/unreachable' }],
    })
  })

  test('that wants no token gets none', () => {
    const spec = world().write(pod({ containers: [app()], automountServiceAccountToken: false }))?.['spec']
    expect(spec).not.toHaveProperty('volumes')
  })

  test('of an unknown service account is refused', () => {
    expect(refusal(() => world().write(pod({ containers: [app()], serviceAccountName: 'zz' }))).message).toBe(
      'pods "p" is forbidden: error looking up service account team/zz: serviceaccount "zz" not found',
    )
  })
})

describe('a limit range', () => {
  const limits = [
    {
      type: 'Container',
      default: { cpu: '200m', memory: '128Mi' },
      defaultRequest: { cpu: '100m', memory: '128Mi' },
      max: { cpu: '1', memory: '1Gi' },
      min: { cpu: '50m' },
      maxLimitRequestRatio: { cpu: '4' },
    },
    { type: 'Pod', max: { cpu: '2' } },
  ]
  const { write } = world({
    objects: [{ kind: 'LimitRange', metadata: { name: 'l', namespace: 'team' }, spec: { limits } }],
  })

  test('fills in what containers do not say', () => {
    const admitted = write(pod({ containers: [app()] }))
    expect(admitted).toMatchObject({
      metadata: {
        annotations: {
          'kubernetes.io/limit-ranger':
            'LimitRanger plugin set: cpu, memory request for container a; cpu, memory limit for container a',
        },
      },
      spec: {
        containers: [
          { resources: { limits: { cpu: '200m', memory: '128Mi' }, requests: { cpu: '100m', memory: '128Mi' } } },
        ],
      },
    })
  })

  test('refuses what is outside', () => {
    const resources = { limits: { cpu: '2', memory: '2Gi' }, requests: { cpu: '10m', memory: '2Gi' } }
    expect(refusal(() => write(pod({ containers: [app({ resources })] }))).message).toBe(
      'pods "p" is forbidden: [minimum cpu usage per Container is 50m, but request is 10m, maximum cpu usage per Container' +
        ' is 1, but limit is 2, maximum memory usage per Container is 1Gi, but limit is 2Gi, cpu max limit to request ratio' +
        ' per Container is 4, but provided ratio is 200.000000]',
    )
  })
})

describe('pod security', () => {
  const under = (level: string) => world({ labels: { 'pod-security.kubernetes.io/enforce': level } }).write
  const escape = {
    hostNetwork: true,
    containers: [app({ securityContext: { privileged: true, capabilities: { add: ['SYS_ADMIN'] } } })],
    volumes: [{ name: 'h', hostPath: { path: '/' } }],
  }

  test.each([
    [
      'baseline',
      escape,
      'violates PodSecurity "baseline:latest": non-default capabilities (container "a" must not include "SYS_ADMIN" in' +
        ' securityContext.capabilities.add), host namespaces (hostNetwork=true), hostPath volumes (volume "h"), privileged' +
        ' (container "a" must not set securityContext.privileged=true)',
    ],
    [
      'baseline',
      { containers: [app({ ports: [{ containerPort: 1, hostPort: 1 }] }), app({ name: 'c' })] },
      'violates PodSecurity "baseline:latest": hostPort (container "a" uses hostPort 1)',
    ],
    [
      'restricted',
      { containers: [app(), app({ name: 'c' })] },
      'violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (containers "a", "c" must set' +
        ' securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (containers "a", "c" must set' +
        ' securityContext.capabilities.drop=["ALL"]), runAsNonRoot != true (pod or containers "a", "c" must set' +
        ' securityContext.runAsNonRoot=true), seccompProfile (pod or containers "a", "c" must set' +
        ' securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")',
    ],
  ])('%s refuses: %#', (level, spec, message) => {
    expect(refusal(() => under(level)(pod(spec))).message).toBe(`pods "p" is forbidden: ${message}`)
  })

  test('warns of a workload whose pods would be refused', () => {
    const warnings: string[] = []
    const spec = { template: { spec: escape } }
    const deployment = { kind: 'Deployment', metadata: { name: 'd', namespace: 'team' }, spec }
    under('baseline')(deployment, { warn: (message) => warnings.push(message) })
    expect(warnings).toEqual([expect.stringContaining('would violate PodSecurity "baseline:latest": non-default')])
  })

  test('lets pass what keeps the rules, and everything where there are none', () => {
    const securityContext = {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    }
    expect(under('restricted')(pod({ containers: [app({ securityContext })] }))).toBeDefined()
    expect(under('privileged')(pod(escape))).toBeDefined()
  })
})

describe('a quota', () => {
  const quota = (hard: object) => ({
    kind: 'ResourceQuota',
    metadata: { name: 'q', namespace: 'team' },
    spec: { hard },
  })
  const amounts = { cpu: '1', memory: '1Gi', 'limits.cpu': '2', pods: '3', 'requests.memory': '1Gi' }
  const sized = (cpu: string) => {
    const resources = { requests: { cpu, memory: '1Mi' }, limits: { cpu, memory: '1Mi' } }
    return pod({ containers: [app({ resources })] })
  }

  test('makes containers say what they use', () => {
    const { write } = world({ objects: [quota(amounts)] })
    expect(refusal(() => write(pod({ containers: [app()] }))).message).toBe(
      'pods "p" is forbidden: failed quota: q: must specify cpu for: a; limits.cpu for: a; memory for: a;' +
        ' requests.memory for: a',
    )
  })

  test('refuses what it does not leave', () => {
    const { write } = world({ objects: [quota(amounts)] })
    expect(refusal(() => write(sized('3'))).message).toBe(
      'pods "p" is forbidden: exceeded quota: q, requested: cpu=3,limits.cpu=3, used: cpu=0,limits.cpu=0, limited:' +
        ' cpu=1,limits.cpu=2',
    )
  })

  test('counts what is there, but for pods that have ended', () => {
    const running = { ...sized('600m'), metadata: { name: 'one', namespace: 'team' }, status: { phase: 'Running' } }
    const { write, put } = world({ objects: [quota(amounts), running] })
    expect(refusal(() => write(sized('500m'))).message).toContain('requested: cpu=500m, used: cpu=600m, limited: cpu=1')
    put({ ...running, status: { phase: 'Succeeded' } })
    expect(write(sized('500m'))).toBeDefined()
  })

  test('counts objects of any kind', () => {
    const { write } = world({ objects: [quota({ 'count/configmaps': '2' }), map('one'), map('two')] })
    expect(refusal(() => write(map('c2'))).message).toBe(
      'configmaps "c2" is forbidden: exceeded quota: q, requested: count/configmaps=1, used: count/configmaps=2, limited:' +
        ' count/configmaps=2',
    )
  })
})

describe('a policy', () => {
  const rule = { apiGroups: [''], apiVersions: ['*'], operations: ['CREATE', 'UPDATE'], resources: ['configmaps'] }
  const validations = [
    { expression: "variables.nm != 'bad'" },
    { expression: "variables.nm != 'bad2'", message: 'it is bad2' },
    { expression: "variables.nm != 'bad4' || object.data.x == 'y'" },
    { expression: "variables.nm != 'x'", messageExpression: "'second ' + variables.nm", reason: 'Forbidden' },
  ]
  const spec = {
    matchConstraints: { resourceRules: [rule] },
    variables: [{ name: 'nm', expression: 'object.metadata.name' }],
    validations,
  }
  const bound = (more: object = {}, binding: object = {}) => [
    { kind: 'ValidatingAdmissionPolicy', metadata: { name: 'p2' }, spec: { ...spec, ...more } },
    {
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name: 'b2' },
      spec: { policyName: 'p2', validationActions: ['Deny'], ...binding },
    },
  ]
  const denied = "is forbidden: ValidatingAdmissionPolicy 'p2' with binding 'b2' denied request:"

  test.each([
    ['bad', 422, "failed expression: variables.nm != 'bad'"],
    ['bad2', 422, 'it is bad2'],
    ['bad4', 422, "expression 'variables.nm != 'bad4' || object.data.x == 'y'' resulted in error: no such key: data"],
    ['x', 403, 'second x'],
  ])('refuses %s', (name, code, why) => {
    const { write } = world({ objects: bound() })
    const status = refusal(() => write(map(name)))
    expect([status.code, status.message]).toEqual([code, `configmaps "${name}" ${denied} ${why}`])
    expect(write(map('good'))).toBeDefined()
  })

  test('is about what it matches alone', () => {
    const elsewhere = bound({}, { matchResources: { namespaceSelector: { matchLabels: { stage: 'live' } } } })
    expect(world({ objects: elsewhere }).write(map('bad'))).toBeDefined()
    expect(refusal(() => world({ objects: elsewhere, labels: { stage: 'live' } }).write(map('bad'))).code).toBe(422)
    expect(world({ objects: bound({}, { validationActions: ['Audit'] }) }).write(map('bad'))).toBeDefined()
    const conditions = [{ name: 'not-ann', expression: "request.userInfo.username != 'ann'" }]
    expect(world({ objects: bound({ matchConditions: conditions }) }).write(map('bad'))).toBeDefined()
  })

  test('may warn of everything that it is against', () => {
    const warnings: string[] = []
    const { write } = world({ objects: bound({}, { validationActions: ['Warn'] }) })
    const more = { expression: "variables.nm != 'bad2'", messageExpression: "'second ' + variables.nm" }
    const both = world({ objects: bound({ validations: [...validations, more] }, { validationActions: ['Warn'] }) })
    write(map('good'), { warn: (message) => warnings.push(message) })
    both.write(map('bad2'), { warn: (message) => warnings.push(message) })
    expect(warnings).toEqual([
      "Validation failed for ValidatingAdmissionPolicy 'p2' with binding 'b2': it is bad2",
      "Validation failed for ValidatingAdmissionPolicy 'p2' with binding 'b2': second bad2",
    ])
  })

  test('that fails may be ignored', () => {
    expect(world({ objects: bound({ failurePolicy: 'Ignore' }) }).write(map('bad4'))).toBeDefined()
  })

  test('of Catalyst lets only who may deploy have other environments than those of development', () => {
    const file = join(import.meta.dirname, '../../../../../deploy/policies/deployment-environments.yaml')
    const objects = parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS() as object)
    const deployers: Authorizer = {
      ...nobody,
      authorize: ({ verb, name }) => ({ allowed: verb === 'deploy' && name === 'mine' }),
    }
    const { write } = world({ objects, authorizer: deployers })
    const environment = (name: string, type: string) => {
      return { kind: 'Environment', metadata: { name, namespace: 'team' }, spec: { type } }
    }
    expect(write(environment('any', 'development'))).toBeDefined()
    expect(write(environment('mine', 'staging'))).toBeDefined()
    const status = refusal(() => write(environment('theirs', 'staging')))
    expect(status.code).toBe(403)
    expect(status.message).toContain('spec.type: "staging": only who may "deploy" can create, change or delete')
    const oldObject = environment('theirs', 'staging') as unknown as KubernetesObject
    expect(refusal(() => write(oldObject, { operation: 'DELETE', object: undefined, oldObject })).code).toBe(403)
  })
})
