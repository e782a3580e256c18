/** What keeps a text from being taken, as far as it can be told before it is sent. Which rule is broken decides the words. */
export type FieldFault =
  | 'required'
  | 'tooLong'
  | 'notALabel'
  | 'notAPath'
  | 'notABranch'
  | 'notAnImage'
  | 'notATag'
  | 'notADigest'
  | 'notARepository'
  | 'notAQuantity'
  | 'notAVariable'
  | 'notAPort'
  | 'notACount'
  | 'notYaml'
  | 'notAMap'
  | 'hasField'
  | 'twice'

/** Faults by the path of their field, written as the proxy writes the paths of its issues. */
export type FieldFaults = Readonly<Record<string, FieldFault>>

interface Rule {
  pattern: RegExp
  max: number
  fault: FieldFault
}

// The same rules as the schemas of the contract, which are not loaded into a page for the weight of their library.
const rules = {
  label: { pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, max: 63, fault: 'notALabel' },
  path: { pattern: /^(?!\/)(?!.*(^|\/)\.\.(\/|$))/, max: 1024, fault: 'notAPath' },
  branch: { pattern: /^[^-\s~^:?*[\\][^\s~^:?*[\\]*$/, max: 255, fault: 'notABranch' },
  image: { pattern: /^[A-Za-z0-9][A-Za-z0-9._:/@-]*$/, max: 512, fault: 'notAnImage' },
  tag: { pattern: /^[A-Za-z0-9_][A-Za-z0-9._-]*$/, max: 128, fault: 'notATag' },
  digest: { pattern: /^sha256:[0-9a-f]{64}$/, max: 71, fault: 'notADigest' },
  repository: {
    pattern:
      /^(https?:\/\/[^\s/@:-][^\s/@]*\/\S+|ssh:\/\/([A-Za-z0-9._]+@)?[^\s/@:-][^\s/@]*\/\S+|[A-Za-z0-9._]+@[^\s/@:-][^\s/@:]*:\S+)$/,
    max: 2048,
    fault: 'notARepository',
  },
  quantity: {
    pattern: /^(\d+(\.\d*)?|\.\d+)(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?\d{1,3})?$/,
    max: 32,
    fault: 'notAQuantity',
  },
  variable: { pattern: /^[-._a-zA-Z][-._a-zA-Z0-9]*$/, max: 253, fault: 'notAVariable' },
  port: {
    pattern: /^([1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5])$/,
    max: 5,
    fault: 'notAPort',
  },
  replicas: { pattern: /^(\d{1,2}|100)$/, max: 3, fault: 'notACount' },
  text: { pattern: /^/, max: 512, fault: 'tooLong' },
} as const satisfies Record<string, Rule>

export type FieldRule = keyof typeof rules

/** What is wrong with a text under a rule; an empty one is only wrong where it is required. */
export function faultOf(text: string, rule: FieldRule, { required = false } = {}): FieldFault | undefined {
  const { pattern, max, fault } = rules[rule]
  if (text === '') return required ? 'required' : undefined
  if (text.length > max) return fault === 'notAPort' || fault === 'notACount' ? fault : 'tooLong'
  return pattern.test(text) ? undefined : fault
}

/** Leaves out what is right. */
export function withoutRight(faults: Readonly<Record<string, FieldFault | undefined>>): FieldFaults {
  return Object.fromEntries(
    Object.entries(faults).flatMap(([path, fault]) => (fault === undefined ? [] : [[path, fault]])),
  )
}

/** The path of a member, as the proxy writes it: `.name`, or `["a b"]` for what is no plain word. */
export function memberPath(path: string, key: string): string {
  return /^[\w-]+$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`
}

/** What the path of a field becomes once a member of a list is removed; nothing for what was inside of that member. */
export function pathAfterRemoval(path: string, { list, index }: { list: string; index: number }): readonly string[] {
  if (!path.startsWith(`${list}[`)) return [path]
  const [, digits = '', rest = ''] = /^(\d+)(\].*)$/.exec(path.slice(list.length + 1)) ?? []
  const at = Number(digits)
  if (digits === '' || at < index) return [path]
  return at === index ? [] : [`${list}[${at - 1}${rest}`]
}
