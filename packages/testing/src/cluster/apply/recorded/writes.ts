/** One write of one of several managers to the same object. */
export interface RecordedWrite {
  title: string
  object: 'widget' | 'configMap'
  how: 'apply' | 'patch'
  manager: string
  subresource?: 'status'
  force?: boolean
  fields: Readonly<Record<string, unknown>>
}

const applied = (title: string, manager: string, fields: RecordedWrite['fields']): RecordedWrite => {
  return { title, object: 'widget', how: 'apply', manager, fields }
}
const patched = (title: string, manager: string, fields: RecordedWrite['fields']): RecordedWrite => {
  return { title, object: 'widget', how: 'patch', manager, fields }
}
const map = (write: RecordedWrite): RecordedWrite => ({ ...write, object: 'configMap' })
const status = (write: RecordedWrite): RecordedWrite => ({ ...write, subresource: 'status' })
const forced = (write: RecordedWrite): RecordedWrite => ({ ...write, force: true })

/** In this order. The first write to an object creates it. */
export const recordedWrites: RecordedWrite[] = [
  applied('a creates it', 'a', {
    spec: { size: 1, tags: ['x', 'y'], parts: [{ name: 'p', weight: 1 }], labels: { l: '1' } },
  }),
  applied('a again', 'a', {
    spec: { size: 1, tags: ['x', 'y'], parts: [{ name: 'p', weight: 1 }], labels: { l: '1' } },
  }),
  applied('b joins with entries of its own', 'b', {
    metadata: { labels: { team: 'b' }, annotations: { note: 'b' }, finalizers: ['b.dev/f'] },
    spec: { size: 1, tags: ['z'], parts: [{ name: 'q' }, { name: 'p', zone: 'other' }], labels: { m: '2' } },
  }),
  applied('b wants another size and weight', 'b', { spec: { size: 2, parts: [{ name: 'p', weight: 2 }] } }),
  patched('c changes the size and what b has', 'c', { metadata: { labels: { team: 'c' } }, spec: { size: 3 } }),
  applied('a finds its size changed', 'a', { spec: { size: 1, tags: ['y'] } }),
  forced(applied('a takes it back and lets go of the rest', 'a', { spec: { size: 1, tags: ['y'] } })),
  applied('b lets go of some', 'b', {
    spec: { size: 1, parts: [{ name: 'p', zone: 'other', weight: 5 }], labels: { m: '2' } },
  }),
  applied('d applies what is free', 'd', {
    spec: { size: 1, free: { deep: { list: [1, { a: 2 }], map: { k: 'v' } } } },
  }),
  applied('d changes what is free', 'd', {
    spec: { size: 1, free: { deep: { list: [1], map: { j: 'v' } }, known: 1 } },
  }),
  patched('c removes what others had', 'c', { spec: { labels: null, free: { deep: null } } }),
  status(patched('s writes the status', 's', { status: { phase: 'On' } })),
  status(applied('t wants another status', 't', { status: { phase: 'Off' } })),
  status(forced(applied('t takes the status', 't', { status: { phase: 'Off' } }))),
  applied('a names a status, which is not read here', 'a', { spec: { size: 1 }, status: { phase: 'Nowhere' } }),
  applied('b wants several of others', 'b', { metadata: { labels: { team: 'b' } }, spec: { size: 9, colour: 'blue' } }),
  patched('nothing changes', 'e', { spec: { size: 1 } }),
  applied('d lets go of all', 'd', { spec: { size: 1 } }),
  map(applied('one creates a map', 'one', { data: { a: '1', b: '2' }, metadata: { labels: { l: '1' } } })),
  map(applied('two shares a value', 'two', { data: { a: '1', c: '3' } })),
  map(applied('one lets go of all', 'one', {})),
  map(patched('three changes and adds', 'three', { data: { a: '2', d: '4' } })),
  map(applied('two finds its value changed', 'two', { data: { a: '1', c: '3' } })),
  map(applied('two lets go', 'two', {})),
  map(patched('three empties it', 'three', { data: null, metadata: { labels: { n: '1' } } })),
]
