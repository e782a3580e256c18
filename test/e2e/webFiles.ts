/** What a web application of the tests' image needs in a cluster, as somebody would write it. */
export function webManifests({ image, replicas = 1 }: { image: string; replicas?: number | string }): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: ${image}
          ports: [{ name: http, containerPort: 8080 }]
          readinessProbe: { tcpSocket: { port: http }, periodSeconds: 1 }
          resources: { requests: { cpu: 5m, memory: 8Mi }, limits: { cpu: 200m, memory: 32Mi } }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  selector: { app: web }
  ports: [{ name: http, port: 80, targetPort: http }]
`
}

/** A ConfigMap. */
export function note(name: string, more = ''): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}${more} }\ndata: { text: hello }\n`
}

/** The same application as a chart, which takes its image and its variables from values. */
export function webChart(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const variables = `          env:
            {{- range $name, $value := .Values.env }}
            - { name: {{ $name }}, value: {{ $value | quote }} }
            {{- end }}
`
  const manifests = webManifests({ image: '{{ .Values.image }}' })
  return {
    'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
    'values.yaml': 'env: {}\n',
    'templates/web.yaml': manifests.replace('          ports:', `${variables}          ports:`),
    ...more,
  }
}

/** Its files below a folder. */
export function below(folder: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]))
}
