import LibrettoSyntax
import TestSupport
import Yams

/// A case of the YAML test suite.
struct SuiteCase: CustomStringConvertible {
  var name: String
  var yaml: [UInt8]
  /// The events expected, one a line, without indentation.
  var events: [String]
  var json: String?
  var fails: Bool
  var description: String { name }

  static let folder = Project.sharedData.map { $0 + "/yaml-test-suite/src" }

  /// All cases; a file holds one or several, of which later ones inherit what they leave out.
  static func all() throws -> [SuiteCase] {
    guard let folder else { return [] }
    var cases: [SuiteCase] = []
    for file in listFolder(folder) where file.hasSuffix(".yaml") {
      let text = String(decoding: readFile(folder + "/" + file) ?? [], as: UTF8.self)
      guard let list = try Yams.compose(yaml: text)?.sequence else { continue }
      var inherited: [String: String] = [:]
      for (index, item) in list.enumerated() {
        guard let mapping = item.mapping else { continue }
        var fields = inherited
        fields["json"] = nil
        fields["fail"] = nil
        for (key, value) in mapping {
          if let key = key.scalar?.string { fields[key] = value.scalar?.string ?? "" }
        }
        inherited = fields
        if fields["skip"] != nil || fields["yaml"] == nil { continue }
        cases.append(
          SuiteCase(
            name: file.dropLast(5) + (list.count > 1 ? "/\(index)" : ""),
            yaml: Array(visible(fields["yaml"]!).utf8),
            events: visible(fields["tree"] ?? "").split(separator: "\n").map { $0.drop { $0 == " " } }.map(
              String.init),
            json: fields["json"], fails: fields["fail"] == "true"))
      }
    }
    return cases
  }

  /// The text behind the suite's visible characters.
  static func visible(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "␣": result.append(" ")
      case "—": continue
      case "»": result.append("\t")
      case "↵": continue
      case "←": result.append("\r")
      case "⇔": result.append("\u{FEFF}")
      case "∎":
        if result.last == "\n" { result.removeLast() }
        return String(result)
      default: result.append(scalar)
      }
    }
    // After `∎` comes the block's own final line end, which is not the document's.
    return String(result)
  }
}

extension YAMLNode {
  /// The node as events of the suite.
  func events(into list: inout [String]) {
    switch kind {
    case .mapping:
      list.append(isFlow ? "+MAP {}" : "+MAP")
      for (key, value) in entries {
        key.events(into: &list)
        value.events(into: &list)
      }
      list.append("-MAP")
    case .sequence:
      list.append(isFlow ? "+SEQ []" : "+SEQ")
      for element in elements { element.events(into: &list) }
      list.append("-SEQ")
    case .scalar:
      let mark =
        switch style {
        case .plain: ":"
        case .singleQuoted: "'"
        case .doubleQuoted: "\""
        case .literal: "|"
        case .folded: ">"
        }
      let text = self.text.unicodeScalars.map { scalar in
        switch scalar {
        case "\\": "\\\\"
        case "\n": "\\n"
        case "\t": "\\t"
        case "\r": "\\r"
        case "\u{8}": "\\b"
        default: String(scalar)
        }
      }.joined()
      list.append("=VAL " + mark + text)
    }
  }
}
