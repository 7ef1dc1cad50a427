/// The hooks of a clone that keep what does not fit from being committed or pushed.
enum Hooks {
  /// The hooks, by the folder (from the repository's root or absolute) that Git looks in.
  static func all(in folder: String, command: String, prefix: String) -> [OwnedFile] {
    let book = prefix.isEmpty ? "" : " --book \(GitDrivers.shellQuoted(String(prefix.dropLast())))"
    return [
      OwnedFile(
        path: "\(folder)/pre-commit", opening: "#!/bin/sh", purpose: "validates what is staged before each commit",
        body: """
          exec \(command) validate --staged\(book)

          """),
      OwnedFile(
        path: "\(folder)/pre-push", opening: "#!/bin/sh", purpose: "reviews what is pushed, as the service would",
        body: """
          status=0
          while read -r _ new _ old; do
            case $new in *[!0]*) ;; *) continue ;; esac # a branch is removed
            case $old in
            *[!0]*) base=$old ;;
            *) base=refs/remotes/$1/HEAD ;; # a new branch is compared with the default one
            esac
            git rev-parse --quiet --verify "$base^{commit}" >/dev/null || continue # never fetched: the service will judge
            \(command) review "$base..$new"\(book) || status=1
          done
          exit $status

          """),
    ]
  }

  /// What to add to a hook that is there already.
  static func advice(on hook: OwnedFile) -> String {
    let lines = hook.body.split(separator: "\n")
    guard lines.count == 1, let line = lines.first else {
      return "add to it what this shows: libretto setup --hooks --dry-run"
    }
    return "add to it: \(line.dropFirst("exec ".count)) || exit 1"
  }
}
