import type { OperatorSettings } from '@catalyst/operator'
import type { Configuration } from './configurationSchema.ts'

/** What the operator is told of how it is configured. */
export function settingsOf(configuration: Configuration): OperatorSettings {
  const { urlTemplate, janitor, ingress, quota, containers, network, deployTimeoutSeconds } = configuration
  const { groupsPrefix, teamGroupPrefix, maxAttempts, deployer, git } = configuration
  const { className, annotations, tls, tlsSecretName } = ingress
  return {
    urlTemplate,
    ingress: ingress.enabled
      ? { className, annotations, tls: tls ? { secretName: tlsSecretName } : undefined }
      : undefined,
    quota,
    containerDefaults: {
      requests: { cpu: containers.cpuRequest, memory: containers.memoryRequest },
      limits: { cpu: containers.cpuLimit, memory: containers.memoryLimit },
    },
    network,
    groupsPrefix,
    teamGroupPrefix,
    deployTimeoutMs: deployTimeoutSeconds * 1000,
    maxAttempts,
    janitor: { delete: janitor.delete, graceMs: janitor.graceSeconds * 1000 },
    deployer: {
      image: deployer.image,
      pullPolicy: deployer.pullPolicy,
      pullSecrets: deployer.pullSecrets,
      env: deployer.env,
      timeoutMs: deployer.timeoutSeconds * 1000,
      resources: {
        requests: { cpu: deployer.cpuRequest, memory: deployer.memoryRequest },
        limits: { cpu: deployer.cpuLimit, memory: deployer.memoryLimit },
      },
    },
    git: { credentialsSecret: git.credentialsSecret, hosts: git.hosts },
  }
}
