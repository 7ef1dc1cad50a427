import LibrettoGit
import LibrettoModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What Git says of a commit's signature.
struct CommitSignature {
  /// `%G?` of git-log(1): `G` is a good signature of a known signer.
  let status: Character
  /// The principal of an SSH key, else the user of an OpenPGP key.
  let signer: String
}

extension Review {
  /// Judges who signed the commits that change the book.
  ///
  /// - Parameter run: runs `git` in the repository that holds the commits
  func judgeSignatures(
    _ run: (_ arguments: [String], _ input: [UInt8]) async throws(GitError) -> GitCommandResult
  ) async throws {
    guard !judged.isEmpty else { return }
    let file = try signersFile()
    defer { if let file { unlink(file) } }
    let options = file.map { ["-c", "gpg.ssh.allowedSignersFile=\($0)"] } ?? []
    let arguments =
      options + [
        "log", "--no-walk=unsorted", "--stdin", "-z", "--no-show-signature", "--no-color", "--no-patch",
        "--format=%H%x01%G?%x01%GS",
      ]
    let input = judged.map { $0.commit.id.description + "\n" }.joined()
    let result = try await run(arguments, Array(input.utf8))
    guard result.status == 0 else {
      throw WorkspaceError(.failure, "the signatures cannot be verified: \(visible(result.message))")
    }
    var signatures: [String: CommitSignature] = [:]
    for line in result.output.split(separator: 0) {
      let parts = line.split(separator: 1, maxSplits: 2, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      guard parts.count == 3, let status = parts[1].first else { continue }
      signatures[parts[0]] = CommitSignature(status: status, signer: parts[2])
    }
    for (commit, isMerge) in judged { judge(signatures[commit.id.description], of: commit, isMerge: isMerge) }
  }

  /// The base's signers in a file that Git can read; nil where the policy names none.
  private func signersFile() throws -> String? {
    guard let path = policy.signersPath else { return nil }
    guard let commit = base.revision?.commit.id, let entry = try repository.entry(at: prefix + path, in: commit),
      entry.mode.isPlainFile
    else {
      throw WorkspaceError(
        .failure, "the base has no file \(visible(path)), which policy: names as that of the signers",
        help: "commit the signers' keys there: tom@example.com namespaces=\"git\" ssh-ed25519 AAAA…")
    }
    let bytes = try repository.blob(entry.id)
    let folder = base.environment.variables["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var name = Array("\(folder)/libretto-signers-XXXXXX".utf8CString)
    let file = name.withUnsafeMutableBufferPointer { mkstemp($0.baseAddress!) }
    guard file >= 0 else { throw WorkspaceError(.failure, "no temporary file can be made in \(folder)") }
    defer { close(file) }
    let failure = FileAccess.writeAll(bytes, to: file)
    guard failure == 0 else {
      unlink(name)
      throw WorkspaceError(.failure, "the signers cannot be written to \(folder): \(FileAccess.reason(failure))")
    }
    return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private func judge(_ signature: CommitSignature?, of commit: Commit, isMerge: Bool) {
    let author = person(commit.author)
    func report(_ code: Diagnostic.Code, _ message: String, _ help: String) {
      add(
        ReviewBreach(
          code: code, message: message, help: help, path: "libretto.yaml", commit: commit.id, author: author.name),
        at: nil)
    }
    let id = commit.id.abbreviated
    guard let signature, signature.status == "G" else {
      let reason =
        switch signature?.status {
        case "N", nil: "is not signed"
        case "U": "is signed with a key that is nobody's"
        case "B": "has a signature that does not fit its content"
        case "X": "has a signature that is no more valid"
        case "Y": "is signed with a key that is no more valid"
        case "R": "is signed with a key that was taken back"
        default: "has a signature that cannot be checked"
        }
      return report(
        .missingSignature, "the commit \(id) of \(author.description) \(reason)",
        "sign with a key of the signers' file: git rebase --exec 'git commit --amend --no-edit -S'")
    }
    // Who answers for a merge's own changes is who committed it.
    for person in isMerge ? [author, person(commit.committer)] : [author] where !isSigner(signature.signer, person) {
      return report(
        .foreignSignature,
        "the commit \(id) says that \(person.description) made it, and is signed by \(visible(signature.signer))",
        "the author signs with their own key; of others' work: git commit --amend --reset-author -S")
    }
  }

  /// Whether a principal is a person: by an address or a short name of theirs.
  private func isSigner(_ principal: String, _ person: ReviewedPerson) -> Bool {
    var address = principal
    // An OpenPGP user: name and address.
    if let open = principal.lastIndex(of: "<"), principal.hasSuffix(">") {
      address = String(principal[principal.index(after: open)...].dropLast())
    }
    let mapped = mailmap.resolve(name: "", email: address).email
    let configuration = book.configuration
    guard let member = person.member else {
      return configuration.members.isEmpty && mapped == person.signature.email
    }
    let signer =
      configuration.member(email: mapped) ?? configuration.member(email: address) ?? configuration.member(principal)
    return signer?.name == member.name
  }
}
