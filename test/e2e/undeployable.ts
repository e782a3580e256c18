import { note, webChart, webManifests } from './webFiles.ts'

const image = 'docker.io/catalyst/web:one'
const web = webManifests({ image })
const rights =
  'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: all }\nrules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }]\n'
const elsewhere = note('far', ', namespace: kube-system')

/** Templates that can not be deployed: their type, what is wrong, the template, the reason that is given, and what is said. */
export const undeployable = [
  [
    'manifest',
    'a kind that is not allowed',
    { files: { 'web.yaml': web, 'rights.yaml': rights } },
    'KindForbidden',
    /ClusterRole of rbac\S+ is not allowed/,
  ],
  [
    'manifest',
    'another namespace',
    { files: { 'web.yaml': web, 'far.yaml': elsewhere } },
    'NamespaceForbidden',
    /namespace "kube-system".*Leave metadata\.namespace out/,
  ],
  ['manifest', 'no YAML', { files: { 'web.yaml': 'kind: [', 'a.yaml': web } }, 'ManifestInvalid', /web\.yaml/],
  ['helm', 'a chart that is none', { files: { 'templates/web.yaml': web } }, 'ChartInvalid', /Chart\.yaml/],
  [
    'helm',
    'a template that does not render',
    { files: webChart({ 'templates/bad.yaml': '{{ .Values.missing.deep }}' }) },
    'RenderFailed',
    /templates\/bad\.yaml/,
  ],
  [
    'helm',
    'a chart that reaches outside of its namespace',
    { files: webChart({ 'templates/far.yaml': elsewhere }), values: { image } },
    'NamespaceForbidden',
    /kube-system/,
  ],
  [
    'helm',
    'a chart that brings rights',
    { files: webChart({ 'templates/rights.yaml': rights }), values: { image } },
    'KindForbidden',
    /ClusterRole/,
  ],
] as const
