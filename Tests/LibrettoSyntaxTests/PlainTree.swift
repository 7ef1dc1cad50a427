import LibrettoSyntax
import Yams

/// A text's values without any place: what two readers must agree on.
indirect enum PlainTree: Equatable {
  case scalar(String)
  case sequence([PlainTree])
  case mapping([Entry])

  struct Entry: Equatable {
    var key: String
    var value: PlainTree
  }

  init(_ node: YAMLNode) {
    switch node.kind {
    case .scalar: self = .scalar(node.text)
    case .sequence: self = .sequence(node.elements.map { PlainTree($0) })
    case .mapping: self = .mapping(node.entries.map { Entry(key: $0.text, value: PlainTree($1)) })
    }
  }

  /// What Yams makes of a text.
  init?(yams text: String) throws {
    guard let node = try Yams.compose(yaml: text) else { return nil }
    self.init(node)
  }

  init(_ node: Yams.Node) {
    switch node {
    case .scalar(let scalar): self = .scalar(scalar.string)
    case .sequence(let sequence): self = .sequence(sequence.map { PlainTree($0) })
    case .mapping(let mapping):
      self = .mapping(mapping.map { Entry(key: $0.scalar?.string ?? "?", value: PlainTree($1)) })
    case .alias: self = .scalar("*")
    }
  }

  init(_ value: NewValue) {
    switch value {
    case .plain(let text), .string(let text, _): self = .scalar(text)
    case .sequence(let elements): self = .sequence(elements.map { PlainTree($0) })
    case .mapping(let entries):
      self = .mapping(entries.map { Entry(key: $0.key, value: PlainTree($0.value)) })
    }
  }

  /// The tree with what lies at `path` put in, changed, or taken away.
  func with(_ new: PlainTree?, at path: ArraySlice<PathComponent>) -> PlainTree? {
    guard let first = path.first else { return new }
    let rest = path.dropFirst()
    switch (first, self) {
    case (.key(let key), .mapping(var entries)):
      if let index = entries.firstIndex(where: { $0.key == key }) {
        if let value = entries[index].value.with(new, at: rest) {
          entries[index].value = value
        } else {
          entries.remove(at: index)
        }
      } else if let new {
        entries.append(Entry(key: key, value: new))
      }
      return .mapping(entries)
    case (.index(let index), .sequence(var elements)):
      if index == elements.count {
        if let new { elements.append(new) }
      } else if let value = elements[index].with(new, at: rest) {
        elements[index] = value
      } else {
        elements.remove(at: index)
      }
      return .sequence(elements)
    default: return nil
    }
  }
}
