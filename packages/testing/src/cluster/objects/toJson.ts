const texts = new WeakMap<object, string>()

/** The JSON of a frozen object, made once: every list and watch that holds it shares the text. */
export function toJson(object: object): string {
  let text = texts.get(object)
  if (text === undefined) {
    text = JSON.stringify(object)
    texts.set(object, text)
  }
  return text
}
