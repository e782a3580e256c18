import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { RouteContract } from './defineRoute.ts'
import { routes } from './routes.ts'

const contracts: [string, RouteContract][] = Object.entries(routes)

describe.each(contracts)('%s', (operationId, route) => {
  test('is found under its own operation id', () => {
    expect(route.operationId).toBe(operationId)
  })

  test('every parameter of the path has a schema and the reverse', () => {
    const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect(Object.keys(route.request.params?.shape ?? {}).sort()).toEqual(inPath.sort())
  })

  test('its schemas can be written as JSON Schema, which the OpenAPI document needs', () => {
    const { params, query, body } = route.request
    for (const schema of [params, query, body])
      if (schema) expect(z.toJSONSchema(schema, { io: 'input' })).toBeDefined()
    if (route.response) expect(z.toJSONSchema(route.response)).toBeDefined()
  })
})

test('no two routes have the same method and path', () => {
  const places = contracts.map(([, route]) => `${route.method} ${route.path}`)
  expect(new Set(places).size).toBe(places.length)
})
