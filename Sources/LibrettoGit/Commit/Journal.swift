/// What a commit is about to do, on disk before it does it.
struct Journal: Equatable {
  /// A path of the commit.
  struct Item: Equatable {
    var path: String
    /// What the user's staging area had.
    var staged: IndexState?
    /// What the commit has.
    var new: IndexState?
    /// The stages of a conflict, in a merge that is left to the user.
    var stages: PlainTreeMerge.Stages?
    /// What becomes of the work tree's file.
    var work: WorkPlan?
  }

  /// A plain file by mode and blob.
  struct IndexState: Equatable {
    var mode: FileMode
    var id: ObjectID
  }

  /// The work file is replaced by the flushed file `temporary` beside it (nil: removed), provided that its
  /// raw bytes still have the hash `old` (nil: that it does not exist).
  struct WorkPlan: Equatable {
    var temporary: String?
    var old: ObjectID?
  }

  /// The reference that moves; `HEAD` when detached, `MERGE_HEAD` where a merge is left to the user.
  var reference: String
  /// The commit it moves to; nil until that is made.
  var commit: ObjectID?
  var items: [Item]

  private static let magic = "libretto journal 1"

  /// Fields, each ended by NUL, which no path and no id contains.
  var bytes: [UInt8] {
    var fields = [Self.magic, reference, commit?.description ?? ""]
    func text(_ state: IndexState?) -> String {
      state.map { String($0.mode.rawValue, radix: 8) + " \($0.id)" } ?? ""
    }
    for item in items {
      func stage(_ leaf: TreeLeaf?) -> String { text(leaf.map { IndexState(mode: $0.mode, id: $0.id) }) }
      let stages = item.stages.map { [$0.base, $0.ours, $0.theirs].map(stage).joined(separator: ",") }
      fields += [item.path, text(item.staged), stages ?? text(item.new)]
      guard let work = item.work else {
        fields.append("")
        continue
      }
      fields.append("\(work.temporary ?? "-") \(work.old?.description ?? "-")")
    }
    fields.append("end")
    return fields.flatMap { Array($0.utf8) + [0] }
  }

  init(reference: String, commit: ObjectID?, items: [Item]) {
    (self.reference, self.commit, self.items) = (reference, commit, items)
  }

  /// Reads what `bytes` wrote; nil for anything else.
  init?(_ bytes: [UInt8]) {
    let fields = bytes.split(separator: 0, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard fields.count >= 5, fields[0] == Self.magic, fields[fields.count - 2] == "end",
      (fields.count - 5) % 4 == 0
    else { return nil }
    reference = fields[1]
    commit = ObjectID(hex: fields[2])
    items = []
    func state(_ text: String) -> IndexState? {
      let words = text.split(separator: " ")
      guard words.count == 2, let mode = UInt16(words[0], radix: 8).flatMap(FileMode.init(rawValue:)),
        let id = ObjectID(hex: words[1])
      else { return nil }
      return IndexState(mode: mode, id: id)
    }
    for start in stride(from: 3, to: fields.count - 2, by: 4) {
      let words = fields[start + 3].split(separator: " ")
      let work =
        words.count == 2
        ? WorkPlan(temporary: words[0] == "-" ? nil : String(words[0]), old: ObjectID(hex: words[1])) : nil
      let parts = fields[start + 2].split(separator: ",", omittingEmptySubsequences: false).map { part in
        state(String(part)).map { TreeLeaf(mode: $0.mode, id: $0.id) }
      }
      let stages =
        parts.count == 3 ? PlainTreeMerge.Stages(base: parts[0], ours: parts[1], theirs: parts[2]) : nil
      items.append(
        Item(
          path: fields[start], staged: state(fields[start + 1]), new: stages == nil ? state(fields[start + 2]) : nil,
          stages: stages, work: work))
    }
  }
}
