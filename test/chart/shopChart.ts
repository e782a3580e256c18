/** A chart as somebody would write it, as files of an order: a Deployment with its Service, and a ConfigMap of a value. */
export function shopChart(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.2.0\n',
    'values.yaml': 'greeting: hello\nreplicas: 1\nenv: {}\n',
    'templates/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}-web
  labels: { app: web }
spec:
  replicas: {{ .Values.replicas }}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: docker.io/library/busybox:1
          env:
            {{- range $name, $value := .Values.env }}
            - { name: {{ $name }}, value: {{ $value | quote }} }
            {{- end }}
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  selector: { app: web }
  ports: [{ port: 80, targetPort: 8080 }]
`,
    'templates/greeting.yaml': `apiVersion: v1
kind: ConfigMap
metadata: { name: greeting }
data: { text: {{ .Values.greeting | quote }} }
`,
    ...more,
  }
}
