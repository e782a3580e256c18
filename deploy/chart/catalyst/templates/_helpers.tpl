{{- define "catalyst.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 50 | trimSuffix "-" }}
{{- end }}

{{- define "catalyst.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" }}
{{- else if contains (include "catalyst.name" .) .Release.Name }}
{{- .Release.Name | trunc 50 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "catalyst.name" .) | trunc 50 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "catalyst.selector" -}}
app.kubernetes.io/name: {{ include "catalyst.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: server
{{- end }}

{{- define "catalyst.labels" -}}
{{ include "catalyst.selector" . }}
app.kubernetes.io/part-of: catalyst
app.kubernetes.io/version: {{ .Values.image.tag | default .Chart.AppVersion | trunc 63 | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 }}
{{- end }}

{{/* The same of the operator. */}}
{{- define "catalyst.operator.selector" -}}
app.kubernetes.io/name: {{ include "catalyst.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: operator
{{- end }}

{{- define "catalyst.operator.labels" -}}
{{ merge (include "catalyst.operator.selector" . | fromYaml) (include "catalyst.labels" . | fromYaml) | toYaml }}
{{- end }}

{{- define "catalyst.operator.name" -}}
{{ include "catalyst.fullname" . }}-operator
{{- end }}

{{- define "catalyst.operator.port" -}}
{{- (.Values.operator.config.probes).port | default 8081 | int }}
{{- end }}

{{/* The operator's configuration file: the values, with what a pod needs, who leads, and the image that Jobs deploy with. */}}
{{- define "catalyst.operator.config" -}}
{{- $config := deepCopy .Values.operator.config }}
{{- $_ := set $config "probes" (dict "host" "0.0.0.0" "port" (include "catalyst.operator.port" . | int)) }}
{{- $_ := set $config "leaderElection" (dict "namespace" .Release.Namespace "name" (include "catalyst.operator.name" .)) }}
{{- $image := dict "image" (include "catalyst.image" .) "pullPolicy" .Values.image.pullPolicy }}
{{- $pulls := list }}
{{- range .Values.image.pullSecrets }}{{ $pulls = append $pulls (dict "namespace" $.Release.Namespace "name" .) }}{{ end }}
{{- if $pulls }}{{ $_ := set $image "pullSecrets" $pulls }}{{ end }}
{{- $_ := set $config "deployer" (merge ($config.deployer | default dict) $image) }}
{{- with ($config.git).credentialsSecret }}{{ $_ := set . "namespace" (.namespace | default $.Release.Namespace) }}{{ end }}
{{- toYaml $config }}
{{- end }}

{{- define "catalyst.serviceAccount" -}}
{{- .Values.serviceAccount.name | default (printf "%s-proxy" (include "catalyst.fullname" .)) }}
{{- end }}

{{- define "catalyst.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}
{{- end }}

{{- define "catalyst.sessionSecret" -}}
{{- .Values.secrets.sessionKey.existingSecret | default (printf "%s-session" (include "catalyst.fullname" .)) }}
{{- end }}

{{- define "catalyst.port" -}}
{{- .Values.config.port | default 8080 | int }}
{{- end }}

{{- define "catalyst.metricsPort" -}}
{{- (.Values.config.metrics).port | default 0 | int }}
{{- end }}

{{/* Path below which the server has everything: "" or "/catalyst". */}}
{{- define "catalyst.basePath" -}}
{{- .Values.config.basePath | default (urlParse .Values.config.publicUrl).path | trimSuffix "/" }}
{{- end }}

{{/* Where browsers find it, path included and without a slash at the end. */}}
{{- define "catalyst.url" -}}
{{- $url := urlParse .Values.config.publicUrl -}}
{{ $url.scheme }}://{{ $url.host }}{{ include "catalyst.basePath" . }}
{{- end }}

{{/* Whether people sign in, and so whether there is a session to encrypt. */}}
{{- define "catalyst.hasSessionKey" -}}
{{- if and (eq .Values.config.identity "oidc") (or .Values.secrets.sessionKey.existingSecret .Values.secrets.sessionKey.generate) }}yes{{ end }}
{{- end }}

{{/* The configuration file: the values as they are, and where the chart mounts what is secret. */}}
{{- define "catalyst.config" -}}
{{- $config := deepCopy .Values.config }}
{{- if eq .Values.config.identity "oidc" }}
{{- $oidc := $config.oidc }}
{{- if include "catalyst.hasSessionKey" . }}{{ $_ := set $oidc "sessionKeyFile" "/etc/catalyst/session/key" }}{{ end }}
{{- if .Values.secrets.clientSecret.existingSecret }}{{ $_ := set $oidc "clientSecretFile" "/etc/catalyst/client/secret" }}{{ end }}
{{- if .Values.secrets.certificates.existingSecret }}{{ $_ := set $oidc "caFile" "/etc/catalyst/certificates/ca.crt" }}{{ end }}
{{- else if not $config.oidc }}
{{- $_ := unset $config "oidc" }}
{{- end }}
{{- if eq .Values.config.identity "token" }}
{{- $_ := set $config "token" (merge (dict "file" "/etc/catalyst/tokens/tokens") ($config.token | default dict)) }}
{{- end }}
{{- toYaml $config }}
{{- end }}
