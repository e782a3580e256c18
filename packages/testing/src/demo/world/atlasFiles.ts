/** What the team of the atlas deploys, as it stands in its project. */
export const atlasFiles: Record<string, string> = {
  'site.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: site }
spec:
  replicas: 2
  selector: { matchLabels: { app: site } }
  template:
    metadata: { labels: { app: site } }
    spec:
      containers:
        - name: nginx
          image: docker.io/library/nginx:1.29
          ports: [{ name: http, containerPort: 8080 }]
          readinessProbe: { httpGet: { path: /, port: http }, periodSeconds: 5 }
          resources:
            requests: { cpu: 50m, memory: 64Mi }
            limits: { cpu: 250m, memory: 128Mi }
---
apiVersion: v1
kind: Service
metadata: { name: site }
spec:
  selector: { app: site }
  ports: [{ name: http, port: 80, targetPort: http }]
`,
  'tiles.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: tiles }
spec:
  selector: { matchLabels: { app: tiles } }
  template:
    metadata: { labels: { app: tiles } }
    spec:
      containers:
        - name: tiles
          image: registry.example.com/orbit/tiles:3.2
          ports: [{ name: http, containerPort: 9000 }]
          resources:
            requests: { cpu: 100m, memory: 128Mi }
            limits: { cpu: 500m, memory: 256Mi }
---
apiVersion: v1
kind: Service
metadata: { name: tiles }
spec:
  selector: { app: tiles }
  ports: [{ name: http, port: 9000, targetPort: http }]
`,
}
