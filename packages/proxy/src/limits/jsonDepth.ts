const [quote, backslash, openList, closeList, openObject, closeObject] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d]

/**
 * How many objects and lists a JSON text has within each other, counted without reading it: whatever reads or walks
 * through one that is deep enough runs out of stack. A text that is no JSON has some depth too.
 */
export function jsonDepth(text: string): number {
  let depth = 0
  let deepest = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (inString) {
      if (code === backslash) at++
      else if (code === quote) inString = false
    } else if (code === quote) inString = true
    else if (code === openList || code === openObject) deepest = Math.max(deepest, ++depth)
    else if (code === closeList || code === closeObject) depth--
  }
  return deepest
}
