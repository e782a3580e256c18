import { routes, type RouteContract } from '@catalyst/api'
import { expect, test } from 'vitest'
import { generateOpenApi } from '../../scripts/generateOpenApi.ts'
import { openApiDocument } from './openApiDocument.ts'

interface Document {
  openapi: string
  servers: { url: string }[]
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, object> }>>
}

test('the document has every operation of the contract at its place', () => {
  const { openapi, servers, paths } = openApiDocument() as Document
  expect(openapi).toBe('3.1.0')
  expect(servers).toEqual([{ url: '/api/v1' }])
  for (const [id, { path, method, status }] of Object.entries<RouteContract>(routes)) {
    const operation = paths[path]?.[method]
    expect(operation?.operationId).toBe(id)
    expect(Object.keys(operation?.responses ?? {})).toEqual([String(status), 'default'])
  }
})

test('references lead to something', () => {
  const document = openApiDocument() as { components: { schemas: Record<string, object> } }
  const named = new Set(
    [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name),
  )
  expect(named.size).toBeGreaterThan(10)
  expect([...named].filter((name) => !(name! in document.components.schemas))).toEqual([])
})

test('the committed document is the one that the contract gives', async () => {
  const stale = await generateOpenApi(new URL('../../../../docs/openapi.json', import.meta.url), { check: true })
  expect(stale, 'run "npm run generate"').toBe(false)
})
