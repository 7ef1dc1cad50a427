/// One node of the flat tape on which a parsed text lies: a collection is followed by its children, a
/// mapping's by turns key and value.
struct TapeNode: Sendable {
  var start: Int32
  var end: Int32
  /// The index after the node and all below it.
  var next: Int32 = 0
  /// Of a collection the number of entries or elements; of a block scalar the offset after its last line.
  var extra: Int32 = 0
  /// Of a block collection the column of its entries, of a block scalar that of its text.
  var indent: Int32 = 0
  var kind: YAMLNode.Kind
  var style: YAMLNode.ScalarStyle = .plain
  var isFlow = false
  /// A scalar whose text is not simply its bytes: escapes, several lines, a block.
  var needsDecoding = false

  @inline(__always)
  init(_ kind: YAMLNode.Kind, _ start: Int, _ end: Int) {
    self.kind = kind
    self.start = Int32(truncatingIfNeeded: start)
    self.end = Int32(truncatingIfNeeded: end)
  }
}

/// What the nodes of one text share.
final class TapeStorage: Sendable {
  let bytes: [UInt8]
  let nodes: [TapeNode]

  init(bytes: [UInt8], nodes: [TapeNode]) {
    self.bytes = bytes
    self.nodes = nodes
  }
}
