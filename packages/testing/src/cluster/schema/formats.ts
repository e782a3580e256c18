import { isIP, isIPv4, isIPv6 } from 'node:net'
import { toRegExp } from './toRegExp.ts'

const dateTime = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:?\d\d)$/
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/
const uuid = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i
const label = String.raw`[a-z0-9]([-a-z0-9]*[a-z0-9])?`

/** Formats that kube-apiserver checks in structural schemas; it lets pass whatever it doesn't know. */
const checks: Readonly<Record<string, (text: string) => boolean>> = {
  'date-time': (text) => dateTime.test(text) && !Number.isNaN(Date.parse(text.replace(' ', 'T'))),
  date: (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)),
  duration: (text) => /^[+-]?(0|(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+)$/.test(text) || /^\d+ ?\w+$/.test(text),
  uri: (text) => /^(\/|[a-z][a-z0-9+.-]*:)/i.test(text) && URL.canParse(text, 'http://localhost'),
  email: (text) => /^[^\s@]+@[^\s@]+$/.test(text),
  hostname: (text) => new RegExp(`^${label}(\\.${label})*\\.?$`, 'i').test(text) && text.length <= 255,
  ipv4: (text) => isIPv4(text),
  ipv6: (text) => isIPv6(text),
  cidr: (text) => isIP(text.split('/')[0] ?? '') !== 0 && /\/\d{1,3}$/.test(text),
  mac: (text) => /^([0-9a-f]{2}[:-]){5}([0-9a-f]{2})$/i.test(text),
  uuid: (text) => uuid.test(text),
  uuid3: (text) => uuid.test(text) && text.replaceAll('-', '')[12] === '3',
  uuid4: (text) => uuid.test(text) && text.replaceAll('-', '')[12] === '4',
  uuid5: (text) => uuid.test(text) && text.replaceAll('-', '')[12] === '5',
  byte: (text) => base64.test(text),
  'k8s-short-name': (text) => new RegExp(`^${label}$`).test(text) && text.length <= 63,
  'k8s-long-name': (text) => new RegExp(`^${label}(\\.${label})*$`).test(text) && text.length <= 253,
  regexp: (text) => toRegExp(text) !== undefined,
}

/** Whether a text is of a format; of one that is not known everything is. */
export function hasFormat(format: string, text: string): boolean {
  return checks[format]?.(text) ?? true
}
