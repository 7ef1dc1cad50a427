public import LibrettoMerge
import LibrettoModel

/// Three versions of one file, wherever they lie, to be joined: what Git asks of a merge driver.
public struct MergeFile: Sendable {
  /// The file before both changes; `/dev/null` or an empty file where both sides added it.
  public var base: String
  /// Our version, which the result replaces.
  public var ours: String
  /// Their version.
  public var theirs: String
  /// The record's path, from the current folder, where the versions are temporary files: its book's schema says how
  /// fields join. Nil: the path of our version.
  public var record: String?
  /// What the markers of conflicts say.
  public var labels: ConflictLabels

  /// Three versions of the record at that path.
  public init(
    base: String, ours: String, theirs: String, record: String? = nil, labels: ConflictLabels = ConflictLabels()
  ) {
    (self.base, self.ours, self.theirs, self.record, self.labels) = (base, ours, theirs, record, labels)
  }

  /// What joining came to.
  public struct Outcome: Sendable {
    /// The joined file.
    public let bytes: [UInt8]
    /// What could not be joined; empty where Git's own merge of lines joined the file.
    public let conflicts: [MergeConflict]
    /// How many conflicts there are.
    public let conflictCount: Int
    /// Why the file was joined as plain text by Git: a sentence without a full stop; nil where it was joined field by
    /// field.
    public let plainTextReason: String?
  }

  /// Joins the three and leaves all files as they are.
  ///
  /// - Throws: where a version cannot be read, or Git cannot join them as text either
  public func joined(_ environment: Environment) async throws(WorkspaceError) -> Outcome {
    let (before, mine, other) = (
      Self.withoutConflicts(try read(base, environment)), try read(ours, environment), try read(theirs, environment)
    )
    let type = RecordTypeLookup.type(ofRecord: environment.absolutePath(record ?? ours))
    do throws(UnmergeableSide) {
      let result = try RecordMerge.merge(
        base: before.isEmpty ? nil : before, ours: mine, theirs: other, type: type, labels: labels)
      return Outcome(
        bytes: result.bytes, conflicts: result.conflicts, conflictCount: result.conflicts.count, plainTextReason: nil)
    } catch {
      return try await asPlainText(because: error, environment)
    }
  }

  /// Puts the joined file in the place of our version, whole or not at all.
  public func write(_ outcome: Outcome, _ environment: Environment) throws(WorkspaceError) {
    try MergeTarget.replace(environment.absolutePath(ours), with: outcome.bytes, named: ours)
  }

  private func read(_ path: String, _ environment: Environment) throws(WorkspaceError) -> [UInt8] {
    let place = environment.absolutePath(path)
    guard FileAccess.exists(place) else {
      throw WorkspaceError(.failure, "there is no file \(visible(path))", help: "give three files: BASE OURS THEIRS")
    }
    return try InputFile.read(place)
  }

  /// The base as it was before the conflicts in it: of branches that were merged both ways, Git joins the bases first, and
  /// leaves what could not be joined between longer markers.
  private static func withoutConflicts(_ base: [UInt8]) -> [UInt8] {
    let file = ConflictedFile(base)
    guard !file.regions.isEmpty, file.strayMarkers.isEmpty, file.markerSize > 7 else { return base }
    let choices = Dictionary(uniqueKeysWithValues: file.regions.indices.map { ($0, ConflictResolution.base) })
    return (try? file.resolving(choices)) ?? base
  }

  /// Git's own merge of lines, for what is no record that can be read.
  private func asPlainText(
    because side: UnmergeableSide, _ environment: Environment
  ) async throws(WorkspaceError) -> Outcome {
    let names = [UnmergeableSide.Side.base: "the base", .ours: "our version", .theirs: "their version"]
    let reason = "\(names[side.side] ?? "a version") cannot be read as a record: \(side.issue.message)"
    let paths = [ours, base, theirs].map(environment.absolutePath)
    let arguments =
      ["merge-file", "-p", "--diff3", "--marker-size=\(max(labels.size, 1))"]
      + [labels.ours, labels.base, labels.theirs].flatMap { ["-L", $0] } + ["--"] + paths
    let result: GitCommandResult
    do { result = try await SubprocessGit().run(arguments, in: "/", environment: [:], input: []) } catch {
      throw WorkspaceError(error)
    }
    // Git ends with the number of conflicts, cut at 127, and with 128 and more where it failed.
    guard result.status >= 0, result.status < 128 else {
      let said = String(decoding: result.errorOutput, as: UTF8.self).split(separator: "\n").first.map(String.init)
      throw WorkspaceError(
        .failure, "\(reason), and Git cannot join it as text" + (said.map { ": \(visible($0))" } ?? ""),
        help: "\(visible(ours)) is as it was; choose one version by hand")
    }
    return Outcome(bytes: result.output, conflicts: [], conflictCount: Int(result.status), plainTextReason: reason)
  }
}
