import { quantitySchema } from '@catalyst/api'
import { defaultSettings } from '@catalyst/operator'
import { z } from 'zod'

const text = z.string({ error: 'Give a text.' }).min(1, 'Give a text that is not empty, or leave the key out.')
const texts = z.array(text, { error: 'Give a list of texts.' })
const quantity = (fallback: string) => quantitySchema.default(fallback)
const whole = (least: number, most: number) => {
  const error = `Give a whole number from ${least} to ${most}.`
  return z.int({ error }).min(least, error).max(most, error)
}
const ports = z.array(whole(1, 65_535)).optional()
const { quota, containerDefaults, network, deployer } = defaultSettings

/**
 * Everything that can be configured of the operator, as it stands in its file. `docs/configuration.md` is made from it, the
 * variables of the environment follow from its keys, and the chart's values take it as it is.
 */
export const configurationSchema = z.strictObject({
  logLevel: z
    .enum(['debug', 'info', 'warn', 'error'], { error: 'Give one of debug, info, warn, error.' })
    .default('info')
    .describe('What is logged.'),
  urlTemplate: text
    .refine(
      isPublic,
      'Give an address with {namespace} in its host: https://{namespace}.example.com, or http below localhost.',
    )
    .default(defaultSettings.urlTemplate)
    .describe(
      'Where an environment answers; `{namespace}` becomes the name of its namespace. It has to be https, but for names below `localhost`.',
    ),
  groupsPrefix: z
    .string({ error: 'Give a text.' })
    .default(defaultSettings.groupsPrefix)
    .describe(
      "What the API server puts before the names of groups (its `--oidc-groups-prefix`); the server's `impersonation.groupsPrefix`.",
    ),
  teamGroupPrefix: text
    .default(defaultSettings.teamGroupPrefix)
    .describe('What the name of a group begins with that stands for a team.'),
  deployTimeoutSeconds: whole(10, 86_400)
    .default(defaultSettings.deployTimeoutMs / 1000)
    .describe('How long a rollout may take until the environment counts as failed.'),
  maxAttempts: whole(1, 10)
    .default(defaultSettings.maxAttempts)
    .describe('How often a deployment that fails is tried for one commit.'),
  probes: z
    .strictObject({
      host: text.default('localhost').describe('Address to listen on.'),
      port: whole(0, 65_535)
        .default(8081)
        .describe('Port of `/healthz`, `/readyz` and `/metrics`; 0 takes a free one.'),
    })
    .prefault({}),
  leaderElection: z
    .strictObject({
      enabled: z
        .boolean({ error: 'Give true or false.' })
        .default(true)
        .describe(
          'Whether one of several replicas leads, by a Lease. Without it this process takes itself for the only one.',
        ),
      namespace: text
        .optional()
        .describe('Where the Lease is. Without it the namespace of the pod, else `catalyst-system`.'),
      name: text.default('catalyst-operator').describe('Name of the Lease.'),
    })
    .prefault({}),
  janitor: z
    .strictObject({
      delete: z
        .boolean({ error: 'Give true or false.' })
        .default(defaultSettings.janitor.delete)
        .describe('Whether namespaces whose environment is gone are deleted. Else they are only told of.'),
      graceSeconds: whole(60, 2_592_000)
        .default(defaultSettings.janitor.graceMs / 1000)
        .describe('How long they stay before.'),
    })
    .prefault({}),
  ingress: z
    .strictObject({
      enabled: z
        .boolean({ error: 'Give true or false.' })
        .default(false)
        .describe(
          'Whether environments get an Ingress. Without it their addresses are served by other means, such as a tunnel.',
        ),
      className: text.optional().describe('Class of the Ingress. Without it the default one of the cluster.'),
      annotations: z
        .record(z.string(), z.string(), { error: 'Give a mapping of texts.' })
        .default({})
        .describe('Annotations for the controller of the Ingress, for external-dns or cert-manager.'),
      tls: z
        .boolean({ error: 'Give true or false.' })
        .default(true)
        .describe('Whether TLS ends at the Ingress; false where it ends before, such as at a tunnel.'),
      tlsSecretName: text
        .optional()
        .describe(
          "Secret with the certificate, in each environment's namespace. Without it the (wildcard) certificate of the controller.",
        ),
    })
    .prefault({}),
  quota: z
    .strictObject({
      cpu: quantity(quota.cpu).describe('CPU of an environment whose project says nothing.'),
      memory: quantity(quota.memory).describe('Memory of such an environment.'),
      storage: quantity(quota.storage).describe('Storage of such an environment.'),
      pods: whole(1, 1000).default(quota.pods).describe('Pods of an environment.'),
    })
    .prefault({}),
  containers: z
    .strictObject({
      cpuRequest: quantity(containerDefaults.requests.cpu).describe(
        'CPU that a container requests which says nothing.',
      ),
      memoryRequest: quantity(containerDefaults.requests.memory).describe('Memory that such a container requests.'),
      cpuLimit: quantity(containerDefaults.limits.cpu).describe('CPU that such a container may use.'),
      memoryLimit: quantity(containerDefaults.limits.memory).describe('Memory that such a container may use.'),
    })
    .prefault({}),
  network: z
    .strictObject({
      ingressNamespaces: texts
        .default([...network.ingressNamespaces])
        .describe('Namespaces of ingress controllers, whose pods may reach environments.'),
      dnsNamespaces: texts.default([...network.dnsNamespaces]).describe("Namespaces in which the cluster's DNS runs."),
      egress: z
        .array(
          z.union(
            [
              z.strictObject({
                cidr: z.union([z.cidrv4(), z.cidrv6()]),
                except: z.array(z.string()).optional(),
                ports,
              }),
              z.strictObject({ namespace: text, ports }),
            ],
            { error: 'Give {cidr, except, ports}, the range such as 0.0.0.0/0, or {namespace, ports}.' },
          ),
          { error: 'Give a list of {cidr, except, ports} and {namespace, ports}.' },
        )
        .default([])
        .describe(
          'Where environments may go beside their own pods and DNS: `{cidr, except, ports}`, or `{namespace, ports}` for pods of the cluster.',
        ),
    })
    .prefault({}),
  deployer: z
    .strictObject({
      image: text
        .default(deployer.image)
        .describe(
          "Catalyst's own image, in which the Jobs run that deploy manifests and charts; the chart names the one that it installs.",
        ),
      pullPolicy: z
        .enum(['Always', 'IfNotPresent', 'Never'], { error: 'Give one of Always, IfNotPresent, Never.' })
        .default(deployer.pullPolicy)
        .describe('When a node pulls it.'),
      pullSecrets: z
        .array(
          z.strictObject(
            {
              namespace: text.describe('Namespace of the Secret.'),
              name: text.describe('Its name. It is of type `kubernetes.io/dockerconfigjson`.'),
            },
            { error: 'Give {namespace, name}.' },
          ),
          { error: 'Give a list of {namespace, name}.' },
        )
        .default([])
        .describe(
          'Secrets with which it is pulled. They are copied to the namespace of a project while a Job runs there, where no member may read them. The chart names those of `image.pullSecrets`.',
        ),
      timeoutSeconds: whole(30, 86_400)
        .default(deployer.timeoutMs / 1000)
        .describe("How long such a Job may take, fetching of the repository and the chart's own waiting included."),
      cpuRequest: quantity(deployer.resources.requests.cpu).describe('CPU that such a Job requests.'),
      memoryRequest: quantity(deployer.resources.requests.memory).describe('Memory that it requests.'),
      cpuLimit: quantity(deployer.resources.limits.cpu).describe('CPU that it may use.'),
      memoryLimit: quantity(deployer.resources.limits.memory).describe(
        'Memory that it may use; large charts and repositories need more.',
      ),
      env: z
        .record(z.string(), z.string(), { error: 'Give a mapping of texts.' })
        .default({})
        .describe(
          'Variables for such a Job, such as `HTTPS_PROXY` and `NO_PROXY`, where repositories are behind a proxy.',
        ),
    })
    .prefault({}),
  git: z
    .strictObject({
      credentialsSecret: z
        .strictObject(
          {
            namespace: text.describe('Namespace of the Secret.'),
            name: text.describe(
              'Its name. It has the key `token`, with or without `username`, or `username` and `password`.',
            ),
          },
          { error: 'Give {namespace, name}.' },
        )
        .optional()
        .describe('Secret with the credentials for repositories whose Project names none; only for the hosts below.'),
      hosts: texts
        .default([])
        .describe(
          'Places that are sent these credentials, and no others, over https alone: hosts such as `git.example.com`, or the beginning of a path there, such as `github.com/acme`. Every team can deploy, and so read, whatever repositories they open there.',
        ),
    })
    .prefault({}),
})

export type Configuration = z.output<typeof configurationSchema>

function isPublic(template: string): boolean {
  if (!URL.canParse(template.replaceAll('{namespace}', 'name'))) return false
  const { protocol, hostname } = new URL(template.replaceAll('{namespace}', 'name'))
  const isLocal = hostname === 'localhost' || hostname.endsWith('.localhost')
  return (
    hostname.includes('name') &&
    template.includes('{namespace}') &&
    (protocol === 'https:' || (protocol === 'http:' && isLocal))
  )
}
