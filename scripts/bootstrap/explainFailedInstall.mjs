/** @type {readonly { sign: RegExp, meaning: string }[]} */
const causes = [
  {
    sign: /spawn npx(\.cmd)? ENOENT/,
    meaning:
      "npm's command npx is not on the PATH. It comes with Node.js: https://nodejs.org, or install the package npm.",
  },
  {
    sign: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|SOCKET_TIMEOUT|ERR_PNPM_META_FETCH_FAIL/,
    meaning:
      'The package registry does not answer. The first run has to download packages: connect to the network, or name a registry that can be reached (npm config set registry …), or set HTTPS_PROXY.',
  },
  {
    sign: /EROFS|EACCES|EPERM/,
    meaning:
      'This folder, or the cache of npm, can not be written to. Work in a copy that you own, or mend the permissions.',
  },
  { sign: /ENOSPC/, meaning: 'The disk is full. About 1 GB is needed.' },
  {
    sign: /ERR_PNPM_OUTDATED_LOCKFILE/,
    meaning:
      'A package.json changed and pnpm-lock.yaml did not. Run "npx pnpm@10.34.9 install" and commit the lockfile with the change.',
  },
  {
    sign: /EINTEGRITY|TARBALL_INTEGRITY/,
    meaning:
      'A package that arrived is not the one that the lockfile names. Try again; if it stays so, the registry or a proxy on the way changes packages.',
  },
  {
    sign: /E401|E403|ERR_PNPM_FETCH_40[13]/,
    meaning:
      'The package registry refuses us. Log in to it (npm login), or name another one (npm config set registry …).',
  },
]

/**
 * Says in plain words why the installation failed and what helps.
 *
 * @param {{ output: string, root: string }} failure
 */
export function explainFailedInstall({ output, root }) {
  const known = causes.find(({ sign }) => sign.test(output))
  const reason = known?.meaning ?? `What failed stands above${output.trim() === '' ? '' : ', in the output of pnpm'}.`
  return `Catalyst could not install its dependencies into ${root}node_modules.\n${reason}`
}
