// The repository that the manifest names: npm proves where a package was built only if it does.

/**
 * @param {string} remote where git fetches from
 * @returns the `repository` of a package.json; `undefined` when nobody else can reach it
 */
export function repository(remote) {
  const found = /^(?:https:\/\/|ssh:\/\/git@|git@)([\w.-]+)[/:]([\w./-]+?)(?:\.git)?\/?$/.exec(remote);
  if (found === null) {
    return undefined;
  }
  const [, host, path] = found;
  return { type: "git", url: `git+https://${host}/${path}.git`, directory: "pkg" };
}
