/**
 * Paths into an object, as managed fields name them: `f:` a field, `k:` an entry of a list map by its keys, `v:` an entry
 * of a set by its value, `i:` one by its index. A path can be in the set itself, and have longer ones behind it.
 *
 * https://github.com/kubernetes-sigs/structured-merge-diff/tree/master/fieldpath
 */
export class FieldSet {
  readonly members = new Set<string>()
  readonly children = new Map<string, FieldSet>()

  get isEmpty(): boolean {
    if (this.members.size > 0) return false
    for (const child of this.children.values()) if (!child.isEmpty) return false
    return true
  }

  /** What is behind an element of a path; made where it is not there yet. */
  at(element: string): FieldSet {
    let child = this.children.get(element)
    if (child === undefined) {
      child = new FieldSet()
      this.children.set(element, child)
    }
    return child
  }

  union(other: FieldSet): FieldSet {
    if (other.isEmpty) return this
    if (this.isEmpty) return other
    const result = new FieldSet()
    for (const set of [this, other]) {
      for (const member of set.members) result.members.add(member)
      for (const [element, child] of set.children) {
        const before = result.children.get(element)
        result.children.set(element, before === undefined ? child : before.union(child))
      }
    }
    return result
  }

  difference(other: FieldSet): FieldSet {
    const result = new FieldSet()
    for (const member of this.members) if (!other.members.has(member)) result.members.add(member)
    for (const [element, child] of this.children) {
      const theirs = other.children.get(element)
      result.addChild(element, theirs === undefined ? child : child.difference(theirs))
    }
    return result
  }

  intersection(other: FieldSet): FieldSet {
    const result = new FieldSet()
    for (const member of this.members) if (other.members.has(member)) result.members.add(member)
    for (const [element, child] of this.children) {
      const theirs = other.children.get(element)
      if (theirs !== undefined) result.addChild(element, child.intersection(theirs))
    }
    return result
  }

  /** All paths: those that end here before those that go on. */
  *paths(prefix: readonly string[] = []): Generator<readonly string[]> {
    for (const member of sortElements([...this.members])) yield [...prefix, member]
    for (const element of sortElements([...this.children.keys()])) {
      yield* this.children.get(element)?.paths([...prefix, element]) ?? []
    }
  }

  private addChild(element: string, child: FieldSet): void {
    if (!child.isEmpty) this.children.set(element, child)
  }
}

const kinds = 'fkvi'

/** Unique ones, in the order in which they are written: fields, keys, values, indexes. */
export function sortElements(elements: readonly string[]): string[] {
  return [...new Set(elements)].sort((a, b) => {
    const byKind = kinds.indexOf(a.charAt(0)) - kinds.indexOf(b.charAt(0))
    if (byKind !== 0) return byKind
    return a < b ? -1 : a > b ? 1 : 0
  })
}
