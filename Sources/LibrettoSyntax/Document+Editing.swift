extension Document {
  /// The document with the value at `path` set. Missing parents are made, and front matter where there is
  /// none; an index equal to a sequence's count appends.
  public func setting(_ path: [PathComponent], to value: NewValue) throws(EditError) -> Document {
    try checkEditable(path)
    guard case .key(let first) = path[0] else { throw .notAMapping([]) }
    let edits = try edits(setting: path, to: value, first: first)
    return try editing(edits) { $0.changing(path[...]) { _ in .new(value) } }
  }

  /// The document with `value` appended to the sequence at `path`, which is made where it is missing or null.
  public func appending(_ value: NewValue, to path: [PathComponent]) throws(EditError) -> Document {
    try checkEditable(path)
    guard let root = fields, let place = NodePlace.find(path[...], from: root), !place.node.isNull else {
      return try setting(path, to: .sequence([value]))
    }
    guard place.node.kind == .sequence else { throw .notASequence(path) }
    let edits = try FieldEditor(self).appending(value, to: place)
    return try editing(edits) { $0.changing(path + [.index(place.node.count)]) { _ in .new(value) } }
  }

  /// The document without the entry or element at `path`, its own lines and the comment behind it. A
  /// collection that loses its last one stays, as `[]` or `{}`.
  public func removing(_ path: [PathComponent]) throws(EditError) -> Document {
    try checkEditable(path)
    guard let root = fields, let place = NodePlace.find(path[...], from: root), let parent = place.parent
    else {
      throw .notFound(path)
    }
    let editor = FieldEditor(self)
    var edits = editor.removing(place)
    if parent.count == 1, !parent.isFlow, path.count > 1,
      let holder = NodePlace.find(path.dropLast(), from: root)
    {
      edits = editor.replacingBlock(holder, with: parent.kind == .mapping ? "{}" : "[]")
    }
    return try editing(edits) { $0.changing(path[...]) { _ in nil } }
  }

  /// The document with `edits` made, read again; itself where they overlap or lie outside.
  public func applying(_ edits: [TextEdit]) -> Document {
    guard let bytes = TextEdit.apply(edits, to: bytes) else { return self }
    return Document.parse(bytes, limits: limits)
  }

  /// The edits that set a value.
  private func edits(
    setting path: [PathComponent], to value: NewValue, first: String
  ) throws(EditError) -> [TextEdit] {
    let editor = FieldEditor(self)
    guard let root = fields else {
      let wrapped = try Self.wrapping(value, in: path.dropFirst(), at: path)
      let line = try editor.writer.blockEntry(first, wrapped, column: 0) + lineEnding.rawValue
      if let range = frontMatterRange {
        return [TextEdit(range: range.upperBound..<range.upperBound, text: line)]
      }
      let fence = "---" + lineEnding.rawValue
      let start = bodyRange.lowerBound
      return [TextEdit(range: start..<start, text: fence + line + fence)]
    }
    var place = NodePlace(node: root)
    for (depth, component) in path.enumerated() {
      if let child = place.child(component) {
        place = child
        continue
      }
      let here = Array(path[..<depth])
      let wrapped = try Self.wrapping(value, in: path[(depth + 1)...], at: path)
      if place.node.isNull {
        return try editor.replacing(place, with: try Self.wrapping(value, in: path[depth...], at: path))
      }
      switch component {
      case .key(let key):
        guard place.node.kind == .mapping else { throw .notAMapping(here) }
        return try editor.inserting(key, wrapped, in: place)
      case .index(let index):
        guard place.node.kind == .sequence else { throw .notASequence(here) }
        guard index == place.node.count else { throw .indexOutOfRange(Array(path[...depth])) }
        return try editor.appending(wrapped, to: place)
      }
    }
    return try editor.replacing(place, with: value)
  }

  /// The value within the collections that a path makes.
  private static func wrapping(
    _ value: NewValue, in path: ArraySlice<PathComponent>, at whole: [PathComponent]
  ) throws(EditError) -> NewValue {
    var value = value
    for component in path.reversed() {
      switch component {
      case .key(let key): value = .mapping([(key, value)])
      case .index(0): value = .sequence([value])
      case .index: throw .indexOutOfRange(whole)
      }
    }
    return value
  }

  private func checkEditable(_ path: [PathComponent]) throws(EditError) {
    guard !path.isEmpty else { throw .emptyPath }
    try checkReadable()
  }

  /// Throws where the file must be mended before any edit.
  func checkReadable() throws(EditError) {
    for issue in issues {
      switch issue.kind {
      case .unclosedFrontMatter, .fileTooLarge, .conflictMarker: throw .invalidDocument(issue)
      default: if issue.range.lowerBound < bodyRange.lowerBound { throw .invalidDocument(issue) }
      }
    }
  }

  /// Makes the edits, reads again, and refuses where anything but the wanted value came out different.
  private func editing(
    _ edits: [TextEdit], _ change: (ExpectedValue) -> ExpectedValue?
  ) throws(EditError) -> Document {
    guard let edited = TextEdit.apply(edits, to: bytes) else { throw .changedSomethingElse }
    let result = Document.parse(edited, limits: limits)
    if let issue = result.issues.first(where: { issue in !issues.contains { $0.kind == issue.kind } }) {
      throw .invalidResult(issue)
    }
    guard result.bytes[result.bodyRange] == bytes[bodyRange], result.issues.count == issues.count,
      result.hasByteOrderMark == hasByteOrderMark
    else { throw .changedSomethingElse }
    let expected = change(fields.map { .unchanged($0) } ?? .mapping([]))
    if let fields = result.fields {
      guard let expected, expected.matches(fields) else { throw .changedSomethingElse }
    } else {
      guard case .mapping(let entries) = expected, entries.isEmpty, result.frontMatter?.root == nil else {
        throw .changedSomethingElse
      }
    }
    return result
  }
}
