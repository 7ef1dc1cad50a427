extension YAMLNode {
  /// Where the node's last line ends, before its line end: behind a block scalar's last blank line. Its first line is
  /// that of `range`.
  public var linesEnd: Int { endOfLines }

  /// The column of a block collection's entries, counted in bytes from 0; nil for a node in brackets or a scalar.
  public var blockColumn: Int? { kind == .scalar || isFlow ? nil : Int(tape.indent) }
}
