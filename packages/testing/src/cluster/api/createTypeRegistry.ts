import { apiVersionOf, resourceNameOf } from '../objects/names.ts'
import type { ResourceType } from '../objects/ResourceType.ts'
import type { TypeRegistry } from './TypeRegistry.ts'

export function createTypeRegistry(): TypeRegistry {
  const owners = new Map<string, readonly ResourceType[]>()
  let generation = 0
  let all: ResourceType[] = []
  let byPath = new Map<string, ResourceType>()
  let byName = new Map<string, ResourceType>()
  let byKind = new Map<string, ResourceType>()

  function index(): void {
    generation += 1
    all = [...owners.values()].flat()
    byPath = new Map()
    byName = new Map()
    byKind = new Map()
    for (const type of all) {
      const apiVersion = apiVersionOf(type)
      setOnce(byPath, `${apiVersion}/${type.plural}`, type)
      setOnce(byName, resourceNameOf(type), type)
      setOnce(byKind, `${apiVersion}/${type.kind}`, type)
    }
  }

  return {
    get all() {
      return all
    },
    get generation() {
      return generation
    },
    find: (group, version, plural) => byPath.get(`${apiVersionOf({ group, version })}/${plural}`),
    byName: (name) => byName.get(name),
    byKind: (apiVersion, kind) => byKind.get(`${apiVersion}/${kind}`),
    add(owner, types) {
      owners.set(owner, types)
      index()
    },
    remove(owner) {
      if (owners.delete(owner)) index()
    },
  }
}

function setOnce(map: Map<string, ResourceType>, key: string, type: ResourceType): void {
  if (!map.has(key)) map.set(key, type)
}
