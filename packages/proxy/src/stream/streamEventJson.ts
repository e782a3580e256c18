import type { StreamEvent } from '@catalyst/api'

/** What an object is on the wire, for as long as a cache holds it: many clients are sent the same ones. */
const texts = new WeakMap<object, string>()

/** The JSON of an event's data. Cached objects never change, so each is written once for all clients. */
export function streamEventJson({ event, data }: StreamEvent): string {
  switch (event) {
    case 'snapshot': {
      const { topic, items, resourceVersion } = data
      const objects = items.map(objectJson).join(',')
      return `{"topic":${JSON.stringify(topic)},"items":[${objects}],"resourceVersion":${JSON.stringify(resourceVersion)}}`
    }
    case 'change':
      return `{"topic":${JSON.stringify(data.topic)},"type":"${data.type}","object":${objectJson(data.object)}}`
    case 'sync':
    case 'failure':
      return JSON.stringify(data)
  }
}

function objectJson(object: object): string {
  let text = texts.get(object)
  if (text === undefined) {
    text = JSON.stringify(object)
    texts.set(object, text)
  }
  return text
}
