/** The API group of Catalyst's custom resources. */
export const apiGroup = 'catalyst.catalyst.dev'
export const apiVersion = 'v1alpha1'
/** Group and version as objects name them. */
export const groupVersion = `${apiGroup}/${apiVersion}` as const
