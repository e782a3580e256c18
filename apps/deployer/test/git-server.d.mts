export interface GitServerOptions {
  /** @default one that is free */
  port?: number | undefined
  /** @default '127.0.0.1' */
  host?: string | undefined
  /** Where the repositories are. @default a folder of its own, which goes with it */
  root?: string | undefined
  /** The password below /private/, with any user name. Without one nobody may read there. */
  token?: string | undefined
  /** The newest protocol of Git that it speaks; 0 is that of old servers. @default 2 */
  protocol?: 0 | 2 | undefined
  /** Git's own settings, such as `uploadpack.allowAnySHA1InWant`. */
  config?: Readonly<Record<string, string>> | undefined
}

export interface GitChange {
  /** @default 'main' */
  branch?: string | undefined
  /** Path to text; null takes the file away. What is not named stays. */
  files?: Readonly<Record<string, string | null>> | undefined
  /** Path to what the symbolic link points to. */
  links?: Readonly<Record<string, string>> | undefined
  /** Path to the commit of another repository. */
  submodules?: Readonly<Record<string, string>> | undefined
  /** Begins anew, without what the branch had. @default false */
  orphan?: boolean | undefined
}

export interface GitServer extends AsyncDisposable {
  /** Without a slash at the end. */
  url: string
  /** What it was asked, oldest first. */
  requests: { method: string; url: string; authorization: string | undefined }[]
  /** @param path of the repository, such as `/shop.git`; it is made where there is none. @returns the SHA of the commit. */
  commit(path: string, change: GitChange): Promise<string>
}

/** Serves Git repositories over HTTP, on loopback by default. */
export function startGitServer(options?: GitServerOptions): Promise<GitServer>
