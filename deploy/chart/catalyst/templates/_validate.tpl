{{/* Values that can be rendered and could not work, or would open the server to strangers. */}}
{{- define "catalyst.validate" -}}
{{- $config := .Values.config }}
{{- $secrets := .Values.secrets }}
{{- if not $config.publicUrl }}
{{- fail "config.publicUrl is missing. Requests for any other host are refused, so say where browsers find it: --set config.publicUrl=https://catalyst.example.com" }}
{{- end }}
{{- $url := urlParse $config.publicUrl }}
{{- if not (and (has $url.scheme (list "http" "https")) $url.host) }}
{{- fail (printf "config.publicUrl is %q, which is no address of a site. Write scheme and host: https://catalyst.example.com" $config.publicUrl) }}
{{- end }}
{{- if eq $config.identity "none" }}
{{- fail "config.identity is \"none\": everybody who reaches the Service would act with the rights of its service account, so this works on loopback alone and in no pod. Use \"oidc\" for people, or \"token\" for machines." }}
{{- end }}
{{- if eq $config.identity "oidc" }}
{{- if not $config.oidc.issuer }}
{{- fail "config.oidc.issuer is missing. Name the provider that people sign in with, such as https://accounts.example.com, or choose config.identity=token." }}
{{- end }}
{{- if ne (urlParse $config.oidc.issuer).scheme "https" }}
{{- fail (printf "config.oidc.issuer is %q. Who could change what it answers could sign in as anybody, so it must begin with https://" $config.oidc.issuer) }}
{{- end }}
{{- if not $config.oidc.clientId }}
{{- fail "config.oidc.clientId is missing. The provider gave it to you when you registered Catalyst there." }}
{{- end }}
{{- if ne $url.scheme "https" }}
{{- fail (printf "config.publicUrl is %q. Browsers keep the cookie of somebody who signed in only for https:// addresses, so people could not sign in there." $config.publicUrl) }}
{{- end }}
{{- if not (include "catalyst.hasSessionKey" .) }}
{{- fail (printf "There is no session key, and %d replicas: nothing would encrypt sessions, and who signed in at one would be a stranger to the others. Leave secrets.sessionKey.generate on, or name a Secret in secrets.sessionKey.existingSecret." (int .Values.replicas)) }}
{{- end }}
{{- end }}
{{- if and (eq $config.identity "token") (not $secrets.tokens.existingSecret) }}
{{- fail "config.identity is \"token\" and there are none. Put the file of tokens into a Secret, and name it in secrets.tokens.existingSecret." }}
{{- end }}
{{- if and (ne $config.identity "oidc") $config.oidc }}
{{- fail (printf "config.oidc counts only with config.identity \"oidc\", and it is %q. Take one of the two out." $config.identity) }}
{{- end }}
{{- range $group := (($config.impersonation).groups | default list) }}
{{- if hasPrefix "system:" $group }}
{{- fail (printf "config.impersonation.groups has %q. Groups of the cluster itself are never acted for." $group) }}
{{- end }}
{{- end }}
{{- if has ($config.host | default "0.0.0.0") (list "localhost" "127.0.0.1" "::1" "[::1]") }}
{{- fail (printf "config.host is %q, where neither the Service nor kubelet's probes reach a pod. Leave it out." $config.host) }}
{{- end }}
{{- if and .Values.metrics.serviceMonitor.enabled (eq (include "catalyst.metricsPort" .) "0") }}
{{- fail "metrics.serviceMonitor.enabled needs metrics on a port of their own. Set config.metrics.port." }}
{{- end }}
{{- if eq (include "catalyst.metricsPort" .) (include "catalyst.port" .) }}
{{- fail (printf "config.metrics.port is %s, and so is config.port. Give the metrics another one." (include "catalyst.port" .)) }}
{{- end }}
{{- if and .Values.operator.enabled (not .Values.operator.config.urlTemplate) }}
{{- fail "operator.config.urlTemplate is missing: where environments answer, such as https://{namespace}.preview.example.com. With operator.enabled=false the chart installs no operator." }}
{{- end }}
{{- range $group := .Values.operator.admins.groups }}
{{- if hasPrefix "system:" $group }}
{{- fail (printf "operator.admins.groups has %q. That is a group of the cluster itself; name one of people." $group) }}
{{- end }}
{{- end }}
{{- if and (.Values.operator.config.git).credentialsSecret (not (.Values.operator.config.git).hosts) }}
{{- fail "operator.config.git.credentialsSecret is set and git.hosts is empty: the credentials would be sent nowhere. List the hosts that they are for, such as github.com." }}
{{- end }}
{{- if and (not .Values.serviceAccount.create) (not .Values.serviceAccount.name) }}
{{- fail "serviceAccount.create is off and serviceAccount.name is empty: the pods would run as the namespace's default account. Name the one that you made." }}
{{- end }}
{{- if and .Values.ingress.enabled (eq $url.scheme "https") (not .Values.ingress.tlsSecret) (not .Values.ingress.annotations) }}
{{- fail "config.publicUrl begins with https:// and the Ingress has no certificate. Name its Secret in ingress.tlsSecret, or say in ingress.annotations what else ends TLS." }}
{{- end }}
{{- end }}
