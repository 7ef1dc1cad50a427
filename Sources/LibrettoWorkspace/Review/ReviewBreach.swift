import LibrettoGit
import LibrettoModel

/// Something that a commit may not do, before its place in HEAD is known.
struct ReviewBreach {
  var code: Diagnostic.Code
  var severity: Diagnostic.Severity = .error
  /// What is wrong, in which the commit is named.
  var message: String
  var label: String?
  var help: String
  /// The record, by the name that it had then; nil where no record is meant.
  var reference: RecordReference?
  var field: String?
  /// The file at that commit, from the book's root; of files elsewhere from the repository's root.
  var path: String
  var commit: ObjectID
  var author: String
  /// The commit that brought back what was there before.
  var undoneIn: ObjectID?
}

/// A place whose changes are followed from commit to commit: a file, or a field of a record.
struct ReviewedPlace: Hashable {
  /// The record, or nil where a file is meant.
  var reference: RecordReference?
  /// The field, or the file's path.
  var name: String

  static func == (a: Self, b: Self) -> Bool {
    a.reference == b.reference && a.name.utf8.elementsEqual(b.name.utf8)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(reference)
    hasher.combine(name)
  }
}
