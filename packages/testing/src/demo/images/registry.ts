/** Where builds push to. */
export const registry = 'registry.cluster.local:5000'
