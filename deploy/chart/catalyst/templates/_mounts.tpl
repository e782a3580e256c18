{{/* What is mounted below /etc/catalyst, each as one file: a list of {name, configMap or secret, key, path}. */}}
{{- define "catalyst.mounts" -}}
- { name: config, configMap: {{ include "catalyst.fullname" . }}, key: catalyst.yaml, path: catalyst.yaml }
{{- $secrets := .Values.secrets }}
{{- if eq .Values.config.identity "oidc" }}
{{- if include "catalyst.hasSessionKey" . }}
- { name: session, secret: {{ include "catalyst.sessionSecret" . }}, key: {{ $secrets.sessionKey.key | quote }}, path: key }
{{- end }}
{{- with $secrets.clientSecret.existingSecret }}
- { name: client, secret: {{ . }}, key: {{ $secrets.clientSecret.key | quote }}, path: secret }
{{- end }}
{{- with $secrets.certificates.existingSecret }}
- { name: certificates, secret: {{ . }}, key: {{ $secrets.certificates.key | quote }}, path: ca.crt }
{{- end }}
{{- end }}
{{- if eq .Values.config.identity "token" }}
- { name: tokens, secret: {{ $secrets.tokens.existingSecret }}, key: {{ $secrets.tokens.key | quote }}, path: tokens }
{{- end }}
{{- with .Values.kubeconfig.existingSecret }}
- { name: kubeconfig, secret: {{ . }}, key: {{ $.Values.kubeconfig.key | quote }}, path: kubeconfig }
{{- end }}
{{- end }}
