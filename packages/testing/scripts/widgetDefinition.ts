import { widgetSchema } from '../src/cluster/schema/recorded/widgetSchema.ts'

/** The definition of a kind that says everything a schema can say. */
export const widgetDefinition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.recorded.catalyst.dev' },
  spec: {
    group: 'recorded.catalyst.dev',
    scope: 'Namespaced',
    names: { kind: 'Widget', plural: 'widgets' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: widgetSchema },
        subresources: { status: {} },
      },
    ],
  },
}
